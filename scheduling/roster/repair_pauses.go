package roster

import (
	"slices"

	"github.com/muster-wfm/muster/scheduling/breaks"
)

// repairSweeps is how many annealed sweeps place the pauses of an alternative: they
// are few.
const repairSweeps = 4

// restWithinLimits moves the pauses of the days that an alternative changes, where
// they bring more people of a team on pause at once than agreed. Everybody else's
// stay. Where nothing within the limits is possible they exceed them as little as
// can be.
func (r *repair) restWithinLimits(alt *Alternative) {
	if len(r.p.PauseTeams) == 0 || excessMinutes(PauseExcess(r.p, alt.Roster)) <= excessMinutes(PauseExcess(r.p, r.base)) {
		return
	}
	changed := map[PersonDay]bool{}
	for _, c := range slices.Concat(alt.Own, alt.Changes) {
		for _, d := range c.Days {
			changed[PersonDay{c.Person, d.Day}] = true
		}
	}
	plan, err := PlacePauses(r.p, alt.Roster, PauseSettings{
		Settings: breaks.Settings{Seed: r.settings.Seed, Sweeps: repairSweeps}, Now: r.order.Frozen,
		Keep: func(person, day int) bool { return !changed[PersonDay{person, day}] },
	})
	if err != nil || len(plan.Moved) == 0 {
		return
	}
	alt.Roster, alt.Cost = plan.Roster, Evaluate(r.p, plan.Roster)
	alt.Restores = alt.Cost.coverage() <= r.goal()
	for _, list := range [][]PersonChange{alt.Own, alt.Changes} {
		for k := range list {
			c := &list[k]
			c.Days = dayChanges(r.base.Days[c.Person], alt.Roster.Days[c.Person])
		}
	}
}

// excessMinutes adds up the person-minutes of pause beyond limits.
func excessMinutes(list []breaks.Stretch) int {
	total := 0
	for _, s := range list {
		total += (s.People - s.Allowed) * (s.To - s.From)
	}
	return total
}
