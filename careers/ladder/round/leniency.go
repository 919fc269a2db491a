package round

import (
	"cmp"
	"math"
	"slices"
)

// Standing is what the board makes of an applicant.
type Standing struct {
	Applicant string
	Mean      float64 // of what members gave, criteria by weight
	Fair      float64 // the same with the leniency of its members taken out
	Scored    int     // by how many members
}

// Leniency is by how much a member scores above what the others would: drawn towards
// 0, the more so the fewer they scored.
type Leniency struct {
	Member string
	Points float64
	Scored int // applicants
}

// shrinkage is how many scores' worth of being as lenient as all is assumed of each.
const shrinkage = 1

// mark is what a member gives an applicant, criteria by weight.
type mark struct {
	member, applicant string
	points            float64
}

// marks are in the order of board and applicants; criteria that were not scored are
// left out.
func (r *Round) marks() []mark {
	weight := map[string]float64{}
	for _, c := range r.Criteria {
		weight[c.Code] = c.Weight
	}
	var list []mark
	for _, m := range r.Board {
		for _, a := range r.Applicants {
			sum, total := 0.0, 0.0
			for _, s := range r.Scores {
				if s.Member == m.Code && s.Applicant == a.Code {
					sum += weight[s.Criterion] * float64(s.Points)
					total += weight[s.Criterion]
				}
			}
			if total > 0 {
				list = append(list, mark{member: m.Code, applicant: a.Code, points: sum / total})
			}
		}
	}
	return list
}

// Standings parts how good applicants are from how lenient those were who scored them:
// mark = applicant + leniency + rest, with a penalty on leniency (ridge), solved by
// turns until nothing moves. Where members score different applicants a plain mean
// would reward who met the lenient ones. The best come first, then by code.
func (r *Round) Standings() ([]Standing, []Leniency) {
	marks := r.marks()
	fair, lenient := map[string]float64{}, map[string]float64{}
	for moved := 1.0; moved > 1e-12; {
		moved = 0
		moved = math.Max(moved, settle(marks, fair, func(m mark) (string, float64) { return m.applicant, m.points - lenient[m.member] }, 0))
		moved = math.Max(moved, settle(marks, lenient, func(m mark) (string, float64) { return m.member, m.points - fair[m.applicant] }, shrinkage))
	}
	var standings []Standing
	for _, a := range r.Applicants {
		s := Standing{Applicant: a.Code, Fair: fair[a.Code]}
		for _, m := range marks {
			if m.applicant == a.Code {
				s.Mean += m.points
				s.Scored++
			}
		}
		if s.Scored > 0 {
			s.Mean /= float64(s.Scored)
			standings = append(standings, s)
		}
	}
	slices.SortStableFunc(standings, func(a, b Standing) int {
		return cmp.Or(cmp.Compare(b.Fair, a.Fair), cmp.Compare(a.Applicant, b.Applicant))
	})
	var list []Leniency
	for _, m := range r.Board {
		l := Leniency{Member: m.Code, Points: lenient[m.Code]}
		for _, x := range marks {
			if x.member == m.Code {
				l.Scored++
			}
		}
		list = append(list, l)
	}
	return standings, list
}

// settle makes each effect the mean of what is left for it, with so many marks of 0
// added, and returns by how much it moved at most.
func settle(marks []mark, effect map[string]float64, left func(mark) (string, float64), zeros float64) (moved float64) {
	sum, n := map[string]float64{}, map[string]float64{}
	for _, m := range marks {
		key, points := left(m)
		sum[key] += points
		n[key]++
	}
	for key := range sum {
		next := sum[key] / (n[key] + zeros)
		moved = math.Max(moved, math.Abs(next-effect[key]))
		effect[key] = next
	}
	return moved
}
