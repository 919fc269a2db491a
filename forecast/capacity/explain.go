package capacity

import "fmt"

// Explanation is one group's week with the terms its figures are made of.
type Explanation struct {
	Group string
	Week  int
	Steps []Step
}

// Step is one figure. Terms name the steps and inputs that make it, in the order
// of its formula.
type Step struct {
	Code    string // stable: required_people, own_hours, …
	Formula string // of codes, for people to read
	Unit    Unit
	Value   float64
}

// Unit is what a figure counts.
type Unit string

// The units.
const (
	InPeople Unit = "people"
	InHours  Unit = "hours"
	InShare  Unit = "share"
	InMoney  Unit = "money" // minor units
)

// WeekError names a group or week that a plan does not have.
type WeekError struct{ Field, Found, Expected string }

func (e *WeekError) Error() string {
	return fmt.Sprintf("%s: found %s; expected %s", e.Field, e.Found, e.Expected)
}

// Explain says how the figures of a group's week come about. The error is
// [problem.List] or a [*WeekError].
func Explain(p *Plan, group, week int) (Explanation, error) {
	r, err := Compute(p)
	if err != nil {
		return Explanation{}, err
	}
	if group < 0 || group >= len(p.Groups) {
		return Explanation{}, &WeekError{"group", fmt.Sprint(group), fmt.Sprintf("0 to %d", len(p.Groups)-1)}
	}
	if week < 0 || week >= p.Weeks {
		return Explanation{}, &WeekError{"week", fmt.Sprint(week), fmt.Sprintf("0 to %d", p.Weeks-1)}
	}
	g, r2 := &p.Groups[group], &r.Groups[group]
	e := Explanation{Group: g.Name, Week: week}
	e.people(r2, week)
	e.hours(g, r2, week)
	e.money(g, r2, week)
	return e, nil
}

func (e *Explanation) step(code, formula string, unit Unit, value float64) {
	e.Steps = append(e.Steps, Step{code, formula, unit, value})
}

func (e *Explanation) people(r *GroupResult, w int) {
	e.step("start", "", InPeople, r.Start[w])
	e.step("hires", "", InPeople, r.Hires[w])
	e.step("transfers_in", "", InPeople, r.In[w])
	e.step("transfers_out", "", InPeople, r.Out[w])
	there := r.Start[w] + r.Hires[w] + r.In[w] - r.Out[w]
	leaving := 0.0
	if there > 0 {
		leaving = r.Leavers[w] / there
	}
	e.step("leaving", "", InShare, leaving)
	e.step("leavers", "(start + hires + transfers_in - transfers_out) × leaving", InPeople, r.Leavers[w])
	e.step("end", "start + hires + transfers_in - transfers_out - leavers", InPeople, r.End[w])
	e.step("in_training", "", InPeople, r.Training[w])
	e.step("working", "start + hires + transfers_in - transfers_out - in_training", InPeople, there-r.Training[w])
	e.step("worth", "sum of people × productivity ÷ handle_time_factor", InPeople, r.Worth[w])
}

func (e *Explanation) hours(g *Group, r *GroupResult, w int) {
	in, out := g.lost(w)
	e.step("contract_hours", "", InHours, g.Hours)
	e.step("lost_in_office", "", InShare, in)
	e.step("lost_out_of_office", "", InShare, out)
	for _, s := range g.Shrinkage {
		e.step("shrinkage:"+s.Name, "", InShare, s.on(w))
	}
	e.step("available", "(1 - lost_in_office) × (1 - lost_out_of_office)", InShare, r.Available[w])
	e.step("required_hours", "", InHours, r.RequiredHours[w])
	e.step("required_people", "required_hours ÷ (contract_hours × available)", InPeople, r.Required[w])
	e.step("own_hours", "worth × contract_hours × available", InHours, r.OwnHours[w])
	e.step("vendor_people", "", InPeople, r.Vendor[w])
	e.step("vendor_hours", "sum of people × hours of their vendor", InHours, r.VendorHours[w])
	e.step("overtime_cap", "", InShare, g.Overtime.Cap)
	e.step("overtime_hours", "what is missing, at most overtime_cap × own_hours", InHours, r.OvertimeHours[w])
	e.step("gap_hours", "own_hours + vendor_hours + overtime_hours - required_hours", InHours, r.GapHours[w])
	e.step("gap", "gap_hours ÷ (contract_hours × available)", InPeople, r.Gap[w])
}

func (e *Explanation) money(g *Group, r *GroupResult, w int) {
	e.step("pay_rate", "", InMoney, float64(g.Pay))
	e.step("pay", "(start + hires + transfers_in - transfers_out) × pay_rate", InMoney, float64(r.Pay[w]))
	e.step("hire_cost", "", InMoney, float64(g.HireCost))
	e.step("hiring", "hires × hire_cost", InMoney, float64(r.Hiring[w]))
	e.step("training_rate", "", InMoney, float64(g.Training.Cost))
	e.step("training_cost", "in_training × training_rate", InMoney, float64(r.TrainingCost[w]))
	e.step("premium", "", InShare, g.Overtime.Premium)
	e.step("overtime_pay", "overtime_hours × pay_rate ÷ contract_hours × premium ÷ (1 - lost_in_office) × working ÷ worth", InMoney, float64(r.OvertimePay[w]))
	e.step("vendor_cost", "", InMoney, float64(r.VendorCost[w]))
	e.step("cost", "pay + hiring + training_cost + overtime_pay + vendor_cost", InMoney, float64(r.Cost[w]))
	e.step("gap_money", "gap × pay_rate", InMoney, float64(r.GapMoney[w]))
}
