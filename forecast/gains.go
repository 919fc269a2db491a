package forecast

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/muster-wfm/muster/forecast/accuracy"
	"github.com/muster-wfm/muster/forecast/model/layers"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// GainsBy is what rows of adjustment scores stand for.
type GainsBy string

// The groupings.
const (
	GainsByAdjustment GainsBy = "adjustment"
	GainsByAuthor     GainsBy = "author"
	GainsByType       GainsBy = "type"
)

// GainQuery says which adjustments to score: those whose range touches the days.
type GainQuery struct {
	Queues   []int64 // none: all that the scope sees
	SiteID   int64
	From, To grid.Date
	By       GainsBy
}

// GainRow is what one adjustment, or a group of them, changed. A group holds
// adjustments of one measure: contacts and seconds do not add up.
type GainRow struct {
	Key     string
	Label   string // the reason of an adjustment, the name of an author
	Measure layers.Measure
	accuracy.Gain
	// Only is the adjustment that the row stands for; nil for a group.
	Only *Adjustment
}

// Gains is what adjustments changed, by group and together.
type Gains struct {
	From, To   grid.Date
	Rows       []GainRow
	Total      accuracy.Gain // of contacts
	HandleTime accuracy.Gain // of handle time
}

// Gains scores adjustments: the error over their ranges with and without each, all
// others standing as they stood, in contacts or, for those of handle time, in
// seconds of work. A day counts where the adjustment stood before it began, and is
// held against the newest run made by then.
func (h *Hindsight) Gains(ctx context.Context, scope auth.Scope, q GainQuery) (Gains, error) {
	queues, err := h.queuesOf(ctx, scope, q.Queues, q.SiteID)
	if err != nil {
		return Gains{}, err
	}
	if q.From, q.To, err = h.span(ctx, scope, queues, q.From, q.To); err != nil {
		return Gains{}, err
	}
	var found []adjustmentTrial
	for _, queue := range queues {
		trials, err := h.trials(ctx, scope, queue, q.From, q.To)
		if err != nil {
			return Gains{}, fmt.Errorf("adjustments of queue %s: %w", queue.Code, err)
		}
		found = append(found, trials...)
	}
	return Gains{
		From: q.From, To: q.To, Rows: gainRows(found, q.By),
		Total: gainOf(found, layers.Contacts), HandleTime: gainOf(found, layers.HandleTime),
	}, nil
}

// adjustmentTrial is an adjustment with what it changed.
type adjustmentTrial struct {
	Adjustment
	accuracy.Trial
}

// gainOf sums up the trials of one measure.
func gainOf(found []adjustmentTrial, measure layers.Measure) accuracy.Gain {
	var trials []accuracy.Trial
	for _, t := range found {
		if t.Measure == measure {
			trials = append(trials, t.Trial)
		}
	}
	return accuracy.GainOf(trials)
}

// gainRows groups trials: adjustments from the newest, else by what mattered most.
func gainRows(found []adjustmentTrial, by GainsBy) []GainRow {
	type of struct {
		key     string
		measure layers.Measure
	}
	groups := map[of][]adjustmentTrial{}
	for _, t := range found {
		key := strconv.FormatInt(t.ID, 10)
		switch by {
		case GainsByAuthor:
			key = strconv.FormatInt(t.CreatedBy, 10)
		case GainsByType:
			key = string(t.Type)
		}
		groups[of{key, t.Measure}] = append(groups[of{key, t.Measure}], t)
	}
	rows := make([]GainRow, 0, len(groups))
	for of, group := range groups {
		row := GainRow{Key: of.key, Label: of.key, Measure: of.measure, Gain: gainOf(group, of.measure)}
		switch by {
		case GainsByAuthor:
			row.Label = group[0].CreatedByName
		case GainsByAdjustment:
			row.Only, row.Label, row.Gain = &group[0].Adjustment, group[0].Reason, accuracy.GainOfOne(group[0].Trial)
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b GainRow) int {
		if a.Only != nil && b.Only != nil {
			return cmp.Compare(b.Only.ID, a.Only.ID)
		}
		return cmp.Or(cmp.Compare(a.Measure, b.Measure), cmp.Compare(b.Contacts, a.Contacts), cmp.Compare(a.Key, b.Key))
	})
	return rows
}

// trials scores the adjustments of one queue whose range touches the days.
func (h *Hindsight) trials(ctx context.Context, scope auth.Scope, queue workforce.Queue, from, to grid.Date) ([]adjustmentTrial, error) {
	setup, err := h.workforce.QueueSetup(ctx, scope, queue.ID)
	if err != nil {
		return nil, err
	}
	stood, err := h.standing(ctx, scope, setup)
	if err != nil {
		return nil, err
	}
	loc := setup.Site.Location()
	begin, end := from.Start(loc), to.AddDays(1).Start(loc)
	var out []adjustmentTrial
	for _, states := range stood.states {
		last := states[len(states)-1]
		if slices.ContainsFunc(states, func(a Adjustment) bool { return overlap(a.From, a.To, begin, end) > 0 }) {
			out = append(out, adjustmentTrial{Adjustment: last})
		}
	}
	if len(out) == 0 {
		return nil, nil
	}
	return out, h.try(ctx, scope, stood, out, from, to)
}

// try holds adjustments against what came, day by day.
func (h *Hindsight) try(ctx context.Context, scope auth.Scope, stood standing, trials []adjustmentTrial, from, to grid.Date) error {
	loc := stood.setup.Site.Location()
	if yesterday := grid.DateOf(h.Now().In(loc)).AddDays(-1); yesterday.Before(to) {
		to = yesterday
	}
	made, err := h.scored.RunsSpeakingOf(ctx, scope, stood.setup.Queue.ID, from, to)
	if err != nil || len(made) == 0 {
		return err
	}
	seen, err := h.witness(ctx, scope, stood.setup, from, to)
	if err != nil {
		return err
	}
	runs := map[int64]Run{}
	for day := from; !day.After(to); day = day.AddDays(1) {
		touched := stood.touching(day)
		if len(touched) == 0 {
			continue
		}
		chosen, found := accuracy.Newest(made, day, accuracy.Span{From: 1})
		if _, actual := seen.day(day); !found || actual == nil {
			continue
		}
		run, known := runs[chosen.Run]
		if !known {
			if run, err = h.runs.Run(ctx, scope, chosen.Run); err != nil {
				return err
			}
			runs[chosen.Run] = run
		}
		if err := stood.tryDay(run, day, seen.in(run.Minutes), touched, trials); err != nil {
			return err
		}
	}
	return nil
}

// tryDay adds one day to the trials of the adjustments that touch it.
func (s standing) tryDay(run Run, day grid.Date, seen witness, touched []Adjustment, trials []adjustmentTrial) error {
	g, err := run.Grid()
	if err != nil {
		return err
	}
	over := s.before(day)
	with := adjust(g, run.Curves, s.setup, over).Curves
	k, _ := g.DayIndex(day)
	first, end := g.Day(k)
	for _, one := range touched {
		at := slices.IndexFunc(trials, func(t adjustmentTrial) bool { return t.ID == one.ID })
		if at < 0 {
			continue
		}
		others := slices.DeleteFunc(slices.Clone(over), func(a Adjustment) bool { return a.ID == one.ID })
		without := adjust(g, run.Curves, s.setup, others).Curves
		var reached []int
		for i := first; i < end; i++ {
			if overlap(one.From, one.To, g.Start(i), g.End(i)) > 0 {
				reached = append(reached, i)
			}
		}
		trials[at].try(g, reached, with, without, seen)
	}
	return nil
}

// try holds the intervals of a day that the adjustment reaches against what came.
func (t *adjustmentTrial) try(g grid.Grid, reached []int, with, without RunCurves, seen witness) {
	if len(reached) == 0 || t.Measure == layers.HandleTime && (with.AHTS == nil || without.AHTS == nil) {
		return // a run that knows no handle time says nothing of what one without the adjustment would have been
	}
	day, _ := seen.day(g.Date(g.DayOf(reached[0])))
	pick := func(curve []float64) []float64 {
		out := make([]float64, len(reached))
		for n, i := range reached {
			out[n] = curve[i]
		}
		return out
	}
	slots := func(values []float64) []float64 {
		out := make([]float64, len(reached))
		for n, i := range reached {
			out[n] = values[g.WallMinute(i)/g.Minutes()]
		}
		return out
	}
	if t.Measure == layers.HandleTime {
		t.AddWork(pick(with.AHTS), pick(without.AHTS), slots(seen.handled[day]), slots(seen.seconds[day]))
		return
	}
	t.Add(pick(with.Contacts), pick(without.Contacts), slots(seen.actual[day]))
}

// standing is the record of a queue's adjustments: what stood when.
type standing struct {
	setup  workforce.QueueSetup
	states [][]Adjustment // of each, every state, the first first
}

// standing reads the record of a queue's adjustments.
func (h *Hindsight) standing(ctx context.Context, scope auth.Scope, setup workforce.QueueSetup) (standing, error) {
	out := standing{setup: setup}
	all, err := h.adjustments.Adjustments(ctx, scope, AdjustmentQuery{Queues: []int64{setup.Queue.ID}})
	if err != nil {
		return out, err
	}
	for _, a := range all {
		states := []Adjustment{a}
		if a.Version > 1 {
			if states, err = h.adjustments.AdjustmentStates(ctx, scope, a.ID); err != nil {
				return out, err
			}
		}
		out.states = append(out.states, states)
	}
	return out, nil
}

// before returns the adjustments as they stood, in force, when a day began.
func (s standing) before(day grid.Date) []Adjustment {
	begin := day.Start(s.setup.Site.Location())
	var out []Adjustment
	for _, states := range s.states {
		var stood *Adjustment
		for i := range states {
			if states[i].ChangedAt.Before(begin) {
				stood = &states[i]
			}
		}
		if stood != nil && stood.InForce() {
			out = append(out, *stood)
		}
	}
	return out
}

// touching returns those of before that reach into the day.
func (s standing) touching(day grid.Date) []Adjustment {
	loc := s.setup.Site.Location()
	begin, end := day.Start(loc), day.AddDays(1).Start(loc)
	return slices.DeleteFunc(s.before(day), func(a Adjustment) bool { return overlap(a.From, a.To, begin, end) == 0 })
}

// adjusted returns a run's contacts as adjusted by what stood before a day; nil
// where nothing touches the day. done remembers what was worked out for the run.
func (s standing) adjusted(g grid.Grid, c RunCurves, day grid.Date, done map[string][]float64) []float64 {
	ofContacts := func(a Adjustment) bool { return a.Measure == layers.Contacts }
	if !slices.ContainsFunc(s.touching(day), ofContacts) {
		return nil
	}
	over := s.before(day)
	key := ""
	for _, a := range over {
		key += fmt.Sprintf("%d.%d ", a.ID, a.Version)
	}
	if done[key] == nil {
		done[key] = adjust(g, c, s.setup, over).Curves.Contacts
	}
	return done[key]
}
