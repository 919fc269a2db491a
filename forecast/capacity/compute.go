package capacity

import (
	"fmt"
	"math"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Result is a plan's weeks.
type Result struct {
	Monday []grid.Date
	Groups []GroupResult
	Total  GroupResult // of all groups; transfers between them included on both sides
}

// GroupResult is a group's figures by week.
type GroupResult struct {
	Name string
	People
	Hours
	Money
}

// People are expectations by week and satisfy
// End = Start + Hires + In - Out - Leavers.
type People struct {
	Start, Hires, In, Out, Leavers, End []float64
	Training                            []float64 // of them not working yet
	Worth                               []float64 // how many experienced people those who work are worth
	Required                            []float64 // experienced people that would be required
	Vendor                              []float64
	Gap                                 []float64 // experienced people more than required, below 0 fewer; overtime and vendors counted
}

// Hours are on contacts, by week.
type Hours struct {
	RequiredHours, OwnHours, VendorHours, OvertimeHours []float64
	GapHours                                            []float64 // own, vendors' and overtime less required
	Available                                           []float64 // share of paid time that is for contacts
}

// Money is minor units by week; Cost is the sum of the others but GapMoney.
type Money struct {
	Pay, Hiring, TrainingCost, OvertimePay, VendorCost, Cost []int64
	GapMoney                                                 []int64 // pay of the people of the gap
}

// Compute follows the people and the money of a plan from week to week. The error
// is [problem.List].
func Compute(p *Plan) (*Result, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	r := &Result{}
	for w := range p.Weeks {
		r.Monday = append(r.Monday, p.From.AddDays(7*w))
	}
	crews, book := make([]crew, len(p.Groups)), &ledger{}
	for i := range p.Groups {
		crews[i] = crew{&p.Groups[i], p.Groups[i].starting()}
		r.Groups = append(r.Groups, newGroupResult(p.Groups[i].Name, p.Weeks))
	}
	for w := range p.Weeks {
		for i := range crews {
			r.Groups[i].Start[w] = crews[i].people()
			r.Groups[i].Hires[w] = crews[i].hire(w)
		}
		p.move(r, crews, w)
		for i := range crews {
			r.Groups[i].work(&crews[i], w, book)
			r.Groups[i].Leavers[w] = crews[i].pass(w)
			r.Groups[i].End[w] = crews[i].people()
		}
	}
	if err := book.check(); err != nil {
		return nil, err
	}
	r.add(p.Weeks)
	return r, nil
}

func newGroupResult(name string, weeks int) GroupResult {
	f := func() []float64 { return make([]float64, weeks) }
	m := func() []int64 { return make([]int64, weeks) }
	return GroupResult{
		Name:   name,
		People: People{f(), f(), f(), f(), f(), f(), f(), f(), f(), f(), f()},
		Hours:  Hours{f(), f(), f(), f(), f(), f()},
		Money:  Money{m(), m(), m(), m(), m(), m(), m()},
	}
}

// move makes the transfers of a week, in their order.
func (p *Plan) move(r *Result, crews []crew, week int) {
	for _, t := range p.Transfers {
		if t.Week != week {
			continue
		}
		for _, s := range crews[t.From].give(t.People, t.Training) {
			r.Groups[t.From].Out[week] += s.people
			r.Groups[t.To].In[week] += s.people
			crews[t.To].squads = append(crews[t.To].squads, s)
		}
	}
}

// work is a week's hours and money of the people who are there.
func (r *GroupResult) work(c *crew, w int, book *ledger) {
	in, out := c.lost(w)
	available := (1 - in) * (1 - out)
	training, working, worth := c.strength()
	r.Training[w], r.Worth[w], r.Available[w] = training, worth, available
	r.RequiredHours[w], r.OwnHours[w] = c.Required[w], worth*c.Hours*available
	price := int64(0)
	for _, t := range c.Tranches {
		v := c.Vendors[t.Vendor]
		if t.Week <= w && w < t.Week+v.Weeks {
			r.Vendor[w] += t.People
			r.VendorHours[w] += t.People * v.Hours
			price += book.units(t.People * float64(v.Price))
		}
	}
	missing := r.RequiredHours[w] - r.OwnHours[w] - r.VendorHours[w]
	r.OvertimeHours[w] = max(0, min(missing, c.Overtime.Cap*r.OwnHours[w]))
	r.GapHours[w] = r.OvertimeHours[w] - missing
	each := c.Hours * available // hours on contacts of an experienced person
	r.Required[w], r.Gap[w] = r.RequiredHours[w]/each, r.GapHours[w]/each

	people := training + working
	r.Pay[w] = book.units(people * float64(c.Pay))
	r.Hiring[w] = book.units(r.Hires[w] * float64(c.HireCost))
	r.TrainingCost[w] = book.units(training * float64(c.Training.Cost))
	r.OvertimePay[w] = book.units(c.overtimePay(r.OvertimeHours[w], in, worth, working))
	r.VendorCost[w] = price
	r.Cost[w] = r.Pay[w] + r.Hiring[w] + r.TrainingCost[w] + r.OvertimePay[w] + r.VendorCost[w]
	r.GapMoney[w] = book.units(r.Gap[w] * float64(c.Pay))
}

// overtimePay is what hours of overtime on contacts cost. Who works overtime is
// there, so that nothing is lost to absence; and is worth what people are worth in
// mean. Hours are divided by worth first: their quotient is bounded by the cap,
// however little people are worth.
func (c *crew) overtimePay(hours, in, worth, working float64) float64 {
	if worth == 0 {
		return 0
	}
	return hours / worth * working * float64(c.Pay) / c.Hours * c.Overtime.Premium / (1 - in)
}

// mostInAll bounds the money of a plan, its gaps counted as if they cost: up to
// there every sum is exact, also in the floating point of whoever reads it as JSON.
const mostInAll = 1 << 53

// ledger rounds money and watches how much it becomes.
type ledger struct{ total float64 }

// units rounds to whole minor units, halves to even; beyond what can be kept it is
// nothing, and check says so.
func (l *ledger) units(v float64) int64 {
	if l.total += math.Abs(v); !(l.total <= mostInAll) {
		return 0
	}
	return int64(math.RoundToEven(v))
}

func (l *ledger) check() error {
	if l.total <= mostInAll {
		return nil
	}
	return problem.List{{
		Field: "groups", Found: fmt.Sprintf("%.3g minor units of money in all", l.total),
		Expected: fmt.Sprintf("at most %.1g, so that every sum is exact", float64(mostInAll)),
	}}
}

// add sums the groups.
func (r *Result) add(weeks int) {
	r.Total = newGroupResult("", weeks)
	for w := range weeks {
		total := &r.Total
		paid, free := 0.0, 0.0
		for i := range r.Groups {
			g := &r.Groups[i]
			for _, pair := range total.people(&g.People, &g.Hours) {
				pair[0][w] += pair[1][w]
			}
			for _, pair := range total.money(&g.Money) {
				pair[0][w] += pair[1][w]
			}
			paid += g.Start[w] + g.Hires[w] + g.In[w] - g.Out[w]
			free += (g.Start[w] + g.Hires[w] + g.In[w] - g.Out[w]) * g.Available[w]
		}
		total.Available[w] = free / paid // NaN where nobody is there
	}
}

// people pairs this result's columns with those of another, but for Available.
func (r *GroupResult) people(p *People, h *Hours) [][2][]float64 {
	return [][2][]float64{
		{r.Start, p.Start}, {r.Hires, p.Hires}, {r.In, p.In}, {r.Out, p.Out}, {r.Leavers, p.Leavers}, {r.End, p.End},
		{r.Training, p.Training}, {r.Worth, p.Worth}, {r.Required, p.Required}, {r.Vendor, p.Vendor}, {r.Gap, p.Gap},
		{r.RequiredHours, h.RequiredHours}, {r.OwnHours, h.OwnHours}, {r.VendorHours, h.VendorHours}, {r.OvertimeHours, h.OvertimeHours}, {r.GapHours, h.GapHours},
	}
}

func (r *GroupResult) money(m *Money) [][2][]int64 {
	return [][2][]int64{
		{r.Pay, m.Pay}, {r.Hiring, m.Hiring}, {r.TrainingCost, m.TrainingCost}, {r.OvertimePay, m.OvertimePay},
		{r.VendorCost, m.VendorCost}, {r.Cost, m.Cost}, {r.GapMoney, m.GapMoney},
	}
}
