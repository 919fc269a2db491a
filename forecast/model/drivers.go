package model

import (
	"math"
	"slices"
)

// proveDrivers finds out which drivers help, and has them taken out of whatever
// the models learn from.
func (r *run) proveDrivers() {
	if len(r.Drivers) == 0 {
		return
	}
	raw := r.training.again(settling{unjudged: true})
	windows := newBacktest(raw, r.gap+r.Days, r.Options.Origins)
	var settled settling
	settled.contacts = r.prove(onContacts, raw, windows, func(d Driver) bool { return d.MovesContacts })
	settled.handleTime = r.prove(onHandleTime, raw, windows, func(d Driver) bool { return d.MovesHandleTime })
	r.training = r.training.again(settled)
}

func (r *run) prove(kind effectOf, raw *Training, windows *backtest, concerned func(Driver) bool) []*Driver {
	var drivers []*Driver
	for i := range r.Drivers {
		if concerned(r.Drivers[i]) {
			drivers = append(drivers, &r.Drivers[i])
		}
	}
	if len(drivers) == 0 {
		return nil
	}
	used, report := newProof(kind, raw, windows, drivers).choose(drivers)
	for i, d := range drivers {
		report[i].Assumed = r.assumed(d)
	}
	r.uses = append(r.uses, report...)
	return used
}

// assumed counts the days of the horizon without a planned value.
func (r *run) assumed(d *Driver) int {
	n := 0
	for day := range r.Days {
		if math.IsNaN(d.at(r.From.AddDays(day))) {
			n++
		}
	}
	return n
}

// again reads the same history anew and settles it otherwise.
func (t *Training) again(s settling) *Training {
	fresh := newTraining(t.raw(), t.almanac)
	fresh.settling = s
	fresh.settle()
	return fresh
}

// outvoted reports whether the chosen combination would have done better in the
// back-test without the drivers that proved themselves there, and then does
// without: they proved themselves to a regression, but it is the combination
// that plans.
func (r *run) outvoted() bool {
	without := r.training.settling
	without.contacts = slices.DeleteFunc(slices.Clone(without.contacts), func(d *Driver) bool {
		return slices.ContainsFunc(r.uses, func(u DriverUse) bool { return u.Code == d.Code && u.provedOnContacts() })
	})
	if len(without.contacts) == len(r.training.settling.contacts) || len(r.backtest.windows) == 0 {
		return false
	}
	plain := r.training.again(without)
	if newBacktest(plain, r.gap+r.Days, r.Options.Origins).lossBy(r.chosen.blend) >= r.backtest.lossOf(&r.chosen.total) {
		return false
	}
	for i := range r.uses {
		if u := &r.uses[i]; u.provedOnContacts() {
			u.Used, u.Reason = false, DriverOutvoted
		}
	}
	r.training = plain
	return true
}

func (u DriverUse) provedOnContacts() bool { return u.Reason == DriverProved && !u.HandleTime }

// lossBy is the loss of a combination in the windows.
func (b *backtest) lossBy(c blend) float64 {
	forecasts := make([][][]float64, len(b.windows))
	for n, w := range b.windows {
		f := c.fit(w.training)
		for lead := range b.horizon {
			forecasts[n] = append(forecasts[n], f.Day(w.origin+lead))
		}
	}
	total := b.tally(forecasts)
	return b.lossOf(&total)
}

// followDrivers uses the drivers that an earlier run settled on, as far as there
// are any of that name.
func (r *run) followDrivers(plan Plan) {
	var settled settling
	for i := range r.Drivers {
		d := &r.Drivers[i]
		for _, kind := range []struct {
			handleTime bool
			codes      []string
			into       *[]*Driver
		}{{false, plan.Drivers, &settled.contacts}, {true, plan.HandleDrivers, &settled.handleTime}} {
			if slices.Contains(kind.codes, d.Code) {
				*kind.into = append(*kind.into, d)
				r.uses = append(r.uses, DriverUse{
					Code: d.Code, HandleTime: kind.handleTime, Used: true, Reason: DriverFollowed,
					With: math.NaN(), Without: math.NaN(), Assumed: r.assumed(d),
				})
			}
		}
	}
	if len(r.uses) > 0 {
		r.training = r.training.again(settled)
	}
}

// codes names the drivers that act on contacts and on handle time.
func (s settling) codes() (contacts, handleTime []string) {
	for _, d := range s.contacts {
		contacts = append(contacts, d.Code)
	}
	for _, d := range s.handleTime {
		handleTime = append(handleTime, d.Code)
	}
	return contacts, handleTime
}

// effects tells what was learned of drivers and the calendar, on all that is
// known, and what is expected of events that never were.
func (r *run) effects() []Effect {
	var out []Effect
	plain := newTraining(r.training.raw(), r.training.almanac)
	plain.takeOutExpected()
	plain.usable = r.training.usable // without the outliers
	if o := fitContacts(plain, plain.signalsFor(r.training.settling.contacts)); o != nil {
		out = o.effects(false)
	}
	if drivers := r.training.settling.handleTime; len(drivers) > 0 {
		if o := fitHandleTimes(plain, plain.signalsFor(drivers)); o != nil {
			out = append(out, o.effects(true)...)
		}
	}
	return append(out, r.unseenEvents(out)...)
}

// unseenEvents lists the events of the horizon that no usable day has shown.
func (r *run) unseenEvents(learned []Effect) []Effect {
	var out []Effect
	for day := range r.Days {
		for _, name := range r.training.almanac.day(r.training.Days() + r.gap + day).events {
			named := func(e Effect) bool { return e.Kind == EffectEvent && e.Code == name }
			if slices.ContainsFunc(learned, named) || slices.ContainsFunc(out, named) {
				continue
			}
			uplift, expected := r.training.almanac.expected(Event, name)
			e := effectFrom(EffectEvent, name, 0, unknownDoubt, 0)
			if expected {
				e = effectFrom(EffectEvent, name, uplift, doubtOf(uplift), 0)
				e.ExpectedPct = e.Pct
			}
			out = append(out, e)
		}
	}
	return out
}
