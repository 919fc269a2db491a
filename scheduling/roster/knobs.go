package roster

import (
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/labour"
)

// knob is one number of a rule and the value at which it binds nobody.
type knob struct {
	value *int
	free  int
}

// Values at which limits bind nobody.
const (
	anyDays    = 3700
	anyMinutes = 3700 * 1440
)

// knobsOf returns the numbers of a rule of an agreement; none for the rules that
// are not the agreement's.
func knobsOf(a *rules.Agreement, r rules.Rule) []knob {
	switch r {
	case rules.Rest:
		return []knob{{&a.RestMinutes, 0}}
	case rules.MaxConsecutiveDays:
		return []knob{{&a.MaxConsecutiveDays, anyDays}}
	case rules.MinConsecutiveDays:
		return []knob{{&a.MinConsecutiveDays, 0}}
	case rules.ConsecutiveDaysOff:
		return []knob{{&a.MinConsecutiveDaysOff, 0}}
	case rules.WeekDaysOff:
		return []knob{{&a.MinWeekDaysOff, 0}}
	case rules.MaxWeekDays:
		return []knob{{&a.WeekDays.Max, 7}}
	case rules.MinWeekDays:
		return []knob{{&a.WeekDays.Min, 0}}
	case rules.MaxWeekMinutes:
		return []knob{{&a.WeekMinutes.Max, 7 * 1440}}
	case rules.MinWeekMinutes:
		return []knob{{&a.WeekMinutes.Min, 0}}
	case rules.MaxPeriodShifts:
		return []knob{{&a.PeriodShifts.Max, anyDays}}
	case rules.MinPeriodShifts:
		return []knob{{&a.PeriodShifts.Min, 0}}
	case rules.MaxPeriodMinutes:
		return []knob{{&a.PeriodMinutes.Max, anyMinutes}}
	case rules.MinPeriodMinutes:
		return []knob{{&a.PeriodMinutes.Min, 0}}
	case rules.MaxWeekends:
		return []knob{{&a.MaxWeekends, anyDays}}
	case rules.ClassLimit:
		var all []knob
		for i := range a.Caps {
			all = append(all, knob{&a.Caps[i].Max, anyDays})
		}
		return all
	case rules.Succeeds:
		return nil
	}
	if i, _, ok := r.Further(); ok {
		return furtherKnobs(&a.Rules[i])
	}
	return nil
}

// furtherKnobs returns the limits of a further rule.
func furtherKnobs(r *labour.Rule) []knob {
	var all []knob
	if r.Min > 0 {
		all = append(all, knob{&r.Min, 0})
	}
	if r.Max != 0 || r.Kind == labour.StartSpread {
		free := anyDays
		switch r.Kind {
		case labour.StartSpread, labour.ShiftMinutes:
			free = 2 * 1440
		case labour.PaidMinutes:
			free = anyMinutes
		}
		all = append(all, knob{&r.Max, free})
	}
	return all
}

// orderOf is ruleOrder with the further rules of an agreement.
func orderOf(a rules.Agreement) []rules.Rule {
	order := slices.Clone(ruleOrder)
	for i, r := range a.Rules {
		if r.Kind != labour.HoursClass { // it names shifts and asks nothing
			order = append(order, rules.Further(i, r.Kind))
		}
	}
	return order
}

// has reports whether a rule is in force for the trial's person at all.
func (t trial) has(r rules.Rule) bool {
	switch r {
	case rules.Availability:
		return t.person.Limited || len(t.person.Windows) > 0
	case rules.Leave:
		return len(t.person.Absences) > 0 && !t.home
	case rules.FixedShift:
		return len(t.person.Fixed) > 0
	case rules.ClassLimit:
		return len(t.agreement.Caps) > 0
	case rules.Succeeds:
		return len(t.agreement.Successions) > 0
	}
	if i, kind, ok := r.Further(); ok {
		return t.agreement.Rules[i].Kind == kind
	}
	return slices.ContainsFunc(knobsOf(&t.agreement, r), func(k knob) bool { return *k.value != 0 })
}

// without returns the trial with a rule dropped.
func (t trial) without(r rules.Rule) trial {
	switch r {
	case rules.Availability:
		t.person.Limited, t.person.Windows = false, nil
	case rules.Leave:
		t.home = true
	case rules.FixedShift:
		t.loose, t.person.Fixed = t.person.Fixed, nil
	case rules.ClassLimit:
		t.agreement.Caps = nil
	case rules.Succeeds:
		t.agreement.Successions = nil
	default:
		if i, _, ok := r.Further(); ok {
			t.agreement.Rules = slices.Clone(t.agreement.Rules)
			t.agreement.Rules[i] = labour.Rule{}
			return t
		}
		for _, k := range knobsOf(&t.agreement, r) {
			*k.value = 0 // no limit, whichever way it binds
		}
	}
	return t
}
