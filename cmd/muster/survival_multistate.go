package main

import (
	"fmt"

	"github.com/muster-wfm/muster/careers/survival"
)

// fitMultistate answers the kind multistate: how people spread over states.
func fitMultistate(q *survivalCase) (any, error) {
	names := q.names("states")
	m := &survival.Moves{States: len(names), Stop: q.numbers("stop", q.need("stop")), Start: q.numbers("start", q.name("start"))}
	for _, v := range q.wholes("from", q.need("from"), len(names)) {
		m.From = append(m.From, v-1)
	}
	for _, v := range q.wholes("to", q.need("to"), len(names)) {
		m.To = append(m.To, v-1)
	}
	m.Person, _ = q.levels("id", q.name("id"))
	if len(names) < 2 {
		q.bad.add(q.spec, 0, "input.states", "%d states; the names of at least two were expected", len(names))
	}
	if len(q.bad.problems) > 0 {
		return nil, q.bad
	}
	o, err := survival.Occupy(m)
	if err != nil {
		return nil, err
	}
	var times []float64
	if !q.asked("times", &times, "aj_ij", "times") {
		times = spacedTimes(m.Stop)
	}
	tau := times[len(times)-1]
	q.asked("tau", &tau, "expected_time_in_state", "tau")
	mean, se := o.MeanTime(tau)
	answer := document{
		"order_states": names, "p0": reals(o.Initial), "full": document{"time": reals(o.Time), "pstate": matrix(o.P)},
		"transitions":            countMoves(m),
		"expected_time_in_state": document{"tau": tau, "rmean": reals(mean), "se_ij": reals(se)},
	}
	addOccupation(answer, o, times)
	addHazards(answer, o, times)
	return answer, nil
}

func addOccupation(answer document, o *survival.Occupation, times []float64) {
	var shares, errors [][]float64
	var p, greenwood [][][]real
	for _, t := range times {
		share, se := o.At(t)
		shares, errors = append(shares, share), append(errors, se)
		matrixP, matrixSE := o.Transitions(t)
		p, greenwood = append(p, matrix(matrixP)), append(greenwood, matrix(matrixSE))
	}
	answer["aj_ij"] = document{"times": times, "pstate": matrix(shares), "se_ij": matrix(errors)}
	answer["transition_prob"] = document{
		"times": times, "P": p, "se_greenwood": greenwood,
		"note": "P[h][j] = P(state j at t | state h at 0), product of (I+dA), with Greenwood's error",
	}
}

// addHazards lists the cumulative hazards of the moves that anybody made.
func addHazards(answer document, o *survival.Occupation, times []float64) {
	var names []string
	var pairs [][2]int
	for a, row := range o.Hazard(o.Time[len(o.Time)-1]) {
		for b, h := range row {
			if h > 0 {
				names, pairs = append(names, fmt.Sprintf("%d.%d", a+1, b+1)), append(pairs, [2]int{a + 1, b + 1})
			}
		}
	}
	var rows [][]float64
	for _, t := range times {
		hazard := o.Hazard(t)
		var row []float64
		for _, pair := range pairs {
			row = append(row, hazard[pair[0]-1][pair[1]-1])
		}
		rows = append(rows, row)
	}
	answer["cumhaz_transitions"], answer["cumhaz_cols_from_to"], answer["cumhaz"] = names, pairs, matrix(rows)
}

// countMoves counts, for each state, how often people were cut short in it and how
// often they moved to each state.
func countMoves(m *survival.Moves) [][]int {
	counts := make([][]int, m.States)
	for a := range counts {
		counts[a] = make([]int, m.States+1)
	}
	for i, from := range m.From {
		counts[from][m.To[i]+1]++
	}
	return counts
}
