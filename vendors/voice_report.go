package vendors

import (
	"context"
	"math"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/vendors/quality/rank"
	"github.com/muster-wfm/muster/vendors/voice"
	"github.com/muster-wfm/muster/workforce/grid"
)

// The weeks that a report looks back on: those before, against which a period is set,
// and those that a course shows.
const (
	WeeksBefore = 4
	CourseWeeks = 12
)

// VoiceCell is contacts of a reason, programme and day.
type VoiceCell struct {
	ReasonID, ProgrammeID int64
	Day                   grid.Date
	Contacts              int64
	Handled, HandleS      int64 // those whose work was measured, and its seconds
	Known, Repeats        int64 // whose customer is known; came again within 7 days
	Solved, Reopened      int64
	Aged, ClosedInDay     int64 // a day old; of them, solved within it
	Good, Bad, Asked      int64 // Asked: all who were
}

func (c *VoiceCell) add(o VoiceCell) {
	c.Contacts += o.Contacts
	c.Handled += o.Handled
	c.HandleS += o.HandleS
	c.Known += o.Known
	c.Repeats += o.Repeats
	c.Solved += o.Solved
	c.Reopened += o.Reopened
	c.Aged += o.Aged
	c.ClosedInDay += o.ClosedInDay
	c.Good += o.Good
	c.Bad += o.Bad
	c.Asked += o.Asked
}

// VoiceReport is what customers came with in a period, against the weeks before.
type VoiceReport struct {
	From, To             grid.Date
	Before               grid.Date // first day of the weeks before
	Orders, OrdersBefore int64     // 0: not known for every day
	Currency             money.Currency
	Total                VoiceFigure
	Goals                []VoiceGoal
	Reasons              []VoiceReasonFigure // by the tree; last what nobody filed
	Mondays              []grid.Date         // weeks of the courses
}

// VoiceFigure is contacts of a period with what they took.
type VoiceFigure struct {
	VoiceCell
	Change             voice.Comparison
	Compared           bool // Change says something
	Share              float64
	Per1000, Low, High float64 // for every 1,000 orders; NaN where these are not known
	CostMinor          int64   // −1: not known
	Course             []int64 // by week
	Programmes         []VoicePart
}

// VoicePart is a programme's part of contacts.
type VoicePart struct {
	ProgrammeID int64 // 0: not told
	Contacts    int64
}

// VoiceReasonFigure is the figures of a reason with everything under it.
type VoiceReasonFigure struct {
	Reason VoiceReason // ID 0: nobody knows
	Depth  int
	VoiceFigure
}

// VoiceGoal is one of the three goals with its figures (002-10).
type VoiceGoal struct {
	Goal voice.Goal
	VoiceFigure
	Rates []VoiceRate
}

// VoiceRate is a share with its interval, now and before.
type VoiceRate struct {
	Name        string
	Now, Before rank.Count
	Low, High   float64 // 95 %, Wilson; NaN without trials
}

// Report looks at a period.
func (s *Voice) Report(ctx context.Context, scope auth.Scope, q VoiceQuery) (VoiceReport, error) {
	var l problem.List
	l.Need(!q.To.Before(q.From) && q.From.DaysUntil(q.To) < longestPeriod, "to", q.To, "the first day or one within a year after it", problem.Wanting(problem.DayWithin, q.From, q.From.AddDays(longestPeriod-1)))
	if err := refused("report", l); err != nil {
		return VoiceReport{}, err
	}
	if q.ProgrammeID != 0 {
		if _, err := s.programmes.Get(ctx, scope, q.ProgrammeID); err != nil {
			return VoiceReport{}, err
		}
	}
	r := reporting{VoiceReport: VoiceReport{From: q.From, To: q.To, Before: q.From.AddDays(-7 * WeeksBefore)}}
	last := q.To.Monday()
	for i := range CourseWeeks {
		r.Mondays = append(r.Mondays, last.AddDays(-7*(CourseWeeks-1-i)))
	}
	var err error
	if r.tree, err = s.Reasons(ctx, scope); err != nil {
		return r.VoiceReport, err
	}
	if r.terms, err = s.Terms(ctx, scope); err != nil {
		return r.VoiceReport, err
	}
	wide := q
	if wide.From = r.Before; r.Mondays[0].Before(wide.From) {
		wide.From = r.Mondays[0]
	}
	if r.cells, err = s.store.VoiceCells(ctx, scope, wide, s.Now()); err != nil {
		return r.VoiceReport, err
	}
	if err := s.exposed(ctx, scope, &r); err != nil {
		return r.VoiceReport, err
	}
	return r.VoiceReport, r.fill()
}

// longestPeriod is how many days a report looks at.
const longestPeriod = 366

// exposed reads orders: the client's own business, which a vendor is not told.
func (s *Voice) exposed(ctx context.Context, scope auth.Scope, r *reporting) error {
	r.exposure = voice.Exposure{Now: int64(r.From.DaysUntil(r.To) + 1), Before: 7 * WeeksBefore}
	if scope.Employer() != 0 {
		return nil
	}
	var err error
	if r.Orders, err = s.ordered(ctx, scope, r.From, r.To); err != nil {
		return err
	}
	if r.OrdersBefore, err = s.ordered(ctx, scope, r.Before, r.From.AddDays(-1)); err != nil {
		return err
	}
	if r.Orders > 0 && r.OrdersBefore > 0 {
		r.exposure = voice.Exposure{Now: r.Orders, Before: r.OrdersBefore}
	}
	return nil
}

// ordered is the orders of days; 0 where one of them is not known.
func (s *Voice) ordered(ctx context.Context, scope auth.Scope, from, to grid.Date) (int64, error) {
	list, err := s.store.Orders(ctx, scope, from, to)
	if err != nil || len(list) < from.DaysUntil(to)+1 {
		return 0, err
	}
	total := int64(0)
	for _, d := range list {
		total += d.Orders
	}
	return total, nil
}

// reporting is a report being made.
type reporting struct {
	VoiceReport
	tree     []VoiceReason
	terms    VoiceTerms
	cells    []VoiceCell
	exposure voice.Exposure
	total    int64
}

func (r *reporting) fill() (err error) {
	r.Currency = r.terms.Currency
	if r.Total, err = r.figure(func(VoiceCell) bool { return true }); err != nil {
		return err
	}
	r.total = r.Total.Contacts
	r.Total.Share = 1
	depths := map[int64]int{}
	for _, reason := range r.tree {
		in := subtree(r.tree, reason.ID)
		if reason.ParentID != 0 {
			depths[reason.ID] = depths[reason.ParentID] + 1
		}
		f, err := r.figure(func(c VoiceCell) bool { return in[c.ReasonID] })
		if err != nil {
			return err
		}
		r.Reasons = append(r.Reasons, VoiceReasonFigure{reason, depths[reason.ID], f})
	}
	none, err := r.figure(func(c VoiceCell) bool { return c.ReasonID == 0 })
	if err != nil {
		return err
	}
	if none.Contacts > 0 || none.Change.Before > 0 {
		r.Reasons = append(r.Reasons, VoiceReasonFigure{VoiceFigure: none})
	}
	return r.goals()
}

// goals sorts contacts by the goal that their driver belongs to, and sets beside each
// the rates by which it is judged.
func (r *reporting) goals() error {
	drivers := map[int64]voice.Driver{}
	for _, reason := range r.tree {
		drivers[reason.ID] = reason.Driver
	}
	rates := map[voice.Goal][]VoiceRate{
		voice.Prevent: {r.rate("repeats", func(c VoiceCell) (int64, int64) { return c.Repeats, c.Known })},
		voice.Solve: {
			r.rate("closed_in_day", func(c VoiceCell) (int64, int64) { return c.ClosedInDay, c.Aged }),
			r.rate("reopened", func(c VoiceCell) (int64, int64) { return c.Reopened, c.Solved }),
		},
		voice.Satisfy: {
			r.rate("satisfied", func(c VoiceCell) (int64, int64) { return c.Good, c.Good + c.Bad }),
			r.rate("answered", func(c VoiceCell) (int64, int64) { return c.Good + c.Bad, c.Asked }),
		},
	}
	for _, goal := range []voice.Goal{voice.Prevent, voice.Solve, voice.Satisfy} {
		f, err := r.figure(func(c VoiceCell) bool { return c.ReasonID != 0 && drivers[c.ReasonID].Goal() == goal })
		if err != nil {
			return err
		}
		r.Goals = append(r.Goals, VoiceGoal{goal, f, rates[goal]})
	}
	return nil
}

func (r *reporting) isNow(day grid.Date) bool { return !day.Before(r.From) && !day.After(r.To) }

func (r *reporting) isBefore(day grid.Date) bool { return !day.Before(r.Before) && day.Before(r.From) }

// figure sums the cells that belong to it.
func (r *reporting) figure(of func(VoiceCell) bool) (VoiceFigure, error) {
	f := VoiceFigure{Course: make([]int64, len(r.Mondays)), CostMinor: -1, Per1000: math.NaN(), Low: math.NaN(), High: math.NaN(), Share: math.NaN()}
	before, parts := int64(0), map[int64]int64{}
	for _, c := range r.cells {
		if !of(c) {
			continue
		}
		if week := r.Mondays[0].DaysUntil(c.Day) / 7; week >= 0 && week < len(f.Course) && !c.Day.Before(r.Mondays[0]) && !c.Day.After(r.To) {
			f.Course[week] += c.Contacts
		}
		switch {
		case r.isNow(c.Day):
			f.add(c)
			parts[c.ProgrammeID] += c.Contacts
		case r.isBefore(c.Day):
			before += c.Contacts
		}
	}
	for id, n := range parts {
		f.Programmes = append(f.Programmes, VoicePart{id, n})
	}
	slices.SortFunc(f.Programmes, func(a, b VoicePart) int {
		if a.Contacts != b.Contacts {
			return int(b.Contacts - a.Contacts)
		}
		return int(a.ProgrammeID - b.ProgrammeID)
	})
	if minor, known := r.terms.cost(f.HandleS); known {
		f.CostMinor = minor
	}
	if r.total > 0 {
		f.Share = float64(f.Contacts) / float64(r.total)
	}
	return f, r.compared(&f, before)
}

// compared sets a figure against the weeks before, and against orders.
func (r *reporting) compared(f *VoiceFigure, before int64) (err error) {
	if f.Change, err = voice.Compare(f.Contacts, before, r.exposure); err != nil {
		return err
	}
	f.Compared = f.Contacts+before > 0
	if r.Orders == 0 {
		return nil
	}
	list, err := voice.Drivers([]voice.Tally{{Contacts: f.Contacts, Before: before}}, voice.Exposure{Now: r.Orders, Before: r.OrdersBefore})
	if err == nil {
		f.Per1000, f.Low, f.High = list[0].Per1000, list[0].Low, list[0].High
	}
	return err
}

// rate is a share over all contacts.
func (r *reporting) rate(name string, of func(VoiceCell) (events, trials int64)) VoiceRate {
	out := VoiceRate{Name: name, Low: math.NaN(), High: math.NaN()}
	for _, c := range r.cells {
		events, trials := of(c)
		into := &out.Now
		if r.isBefore(c.Day) {
			into = &out.Before
		} else if !r.isNow(c.Day) {
			continue
		}
		into.Events += int(events)
		into.Trials += int(trials)
	}
	if i, err := rank.Wilson(out.Now, 0.95); err == nil {
		out.Low, out.High = i.Lo, i.Hi
	}
	return out
}

// HideCost takes out what contacts cost: the owner's own business.
func (r *VoiceReport) HideCost() {
	r.Total.CostMinor = -1
	for i := range r.Goals {
		r.Goals[i].CostMinor = -1
	}
	for i := range r.Reasons {
		r.Reasons[i].CostMinor = -1
	}
}
