package scheduling

import (
	"cmp"
	"slices"
	"time"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Ledger is what everybody of a site carried in a window of days.
type Ledger struct {
	Terms    FairnessTerms
	From, To grid.Date // both included
	People   []Burden  // in order of code
}

// Burden is one person's part of a ledger.
type Burden struct {
	PersonID      int64
	Code, Name    string
	AgreementID   int64 // whose people are the peers
	AgreementName string
	Share         float64 // of the longest contract of the site
	Present       float64 // part of the window in which the person was employed
	Shifts        int
	Carried       roster.Load                    // counted from published shifts
	Corrected     roster.Load                    // added by hand
	Given         roster.Load                    // the peers' average for the days before the person came
	Expected      roster.Load                    // the peers' average, in proportion to the contract
	Since         [roster.AccountCount]grid.Date // when the total left the average for the side it is on; zero: on it
	daily         []dated
}

// dated is what came onto an account on a day.
type dated struct {
	day  int // of the window
	load roster.Load
}

// Total is everything that counts.
func (b Burden) Total() roster.Load { return b.Carried.Plus(b.Corrected, 1).Plus(b.Given, 1) }

// Above is how far the total lies above what peers carry on average.
func (b Burden) Above() roster.Load { return b.Total().Plus(b.Expected, -1) }

// bearing is the total as a burden of the past, which is never below nothing.
func (b Burden) bearing() roster.Load {
	total := b.Total()
	for a := range total {
		total[a] = max(0, total[a])
	}
	return total
}

// newcomer is the part of somebody who comes after the window: what the people
// of their agreement carry on average.
func (l Ledger) newcomer(agreement int64) Burden {
	for _, peer := range l.People {
		if peer.AgreementID == agreement {
			return Burden{AgreementID: agreement, Share: peer.Share, Given: peer.Expected}
		}
	}
	return Burden{AgreementID: agreement, Share: 1}
}

func (l Ledger) byPerson() map[int64]Burden {
	out := make(map[int64]Burden, len(l.People))
	for _, b := range l.People {
		out[b.PersonID] = b
	}
	return out
}

// History is everything that a ledger is counted from.
type History struct {
	Terms       FairnessTerms
	Snapshot    workforce.PlanningSnapshot // of the window
	Told        []Shift
	Corrections []Correction
	Refused     []Wish
}

// NewLedger counts the burdens of everybody who is employed on the last day of
// a window. Peers are the people of one agreement. Whoever came within the
// window is given the peers' average for the days before: with zero they would
// get every night until they had caught up with years of others.
func NewLedger(h History) (Ledger, error) {
	ledger := Ledger{Terms: h.Terms, From: h.Snapshot.From, To: h.Snapshot.To}
	count, err := newCounter(h)
	if err != nil {
		return Ledger{}, err
	}
	told, corrections, refused := byPerson(h.Told), map[int64][]Correction{}, wishesByPerson(h.Refused)
	for _, c := range h.Corrections {
		corrections[c.PersonID] = append(corrections[c.PersonID], c)
	}
	longest := 0
	hours := map[int64]int{}
	for _, person := range h.Snapshot.People {
		if !person.EmployedOn(h.Snapshot.To) {
			continue
		}
		b := Burden{PersonID: person.ID, Code: person.Code, Name: person.Name, AgreementID: person.AgreementOn(h.Snapshot.To)}
		b.AgreementName = h.Snapshot.Agreements[b.AgreementID].Name
		b.Present = count.present(person, told[person.ID])
		if terms, bound := h.Snapshot.TermsOn(person, h.Snapshot.To); bound {
			hours[person.ID] = cmp.Or((terms.Rules.WeeklyMinMin+terms.Rules.WeeklyMaxMin)/2, 1)
			longest = max(longest, hours[person.ID])
		}
		b.Shifts = len(told[person.ID])
		count.add(&b, told[person.ID], corrections[person.ID], refused[person.ID])
		ledger.People = append(ledger.People, b)
	}
	for i := range ledger.People {
		b := &ledger.People[i]
		if b.Share = 1; hours[b.PersonID] > 0 {
			b.Share = float64(hours[b.PersonID]) / float64(longest)
		}
	}
	ledger.compare(count.days)
	return ledger, nil
}

// counter counts shifts as the optimiser does, on the days of the window.
type counter struct {
	problem *roster.Problem
	grid    grid.Grid
	days    int
}

func newCounter(h History) (*counter, error) {
	loc, err := time.LoadLocation(h.Snapshot.Site.Zone)
	if err != nil {
		return nil, err
	}
	days := h.Snapshot.From.DaysUntil(h.Snapshot.To) + 1
	g, err := grid.New(loc, 60, h.Snapshot.From, days)
	if err != nil {
		return nil, err
	}
	return &counter{&roster.Problem{Grid: g, Fairness: h.Terms.counting(holidaysOn(g, h.Snapshot.Days))}, g, days}, nil
}

// holidaysOn returns the days of a grid that a calendar calls holidays.
func holidaysOn(g grid.Grid, days []workforce.CalendarDay) []int {
	var holidays []int
	for _, d := range days {
		if k, inside := g.DayIndex(d.Date); inside && d.Kind == workforce.Holiday {
			holidays = append(holidays, k)
		}
	}
	return holidays
}

// present is the part of the window in which a person was there to carry burdens.
// Whoever came within it begins on the first day that was published for them: weeks
// of training between the contract and the first shift carry nothing.
func (c *counter) present(p workforce.PlanningPerson, told []Shift) float64 {
	first := max(0, c.grid.First().DaysUntil(p.HiredOn))
	if first > 0 && len(told) > 0 {
		begun := slices.MinFunc(told, func(a, b Shift) int { return a.Day.Compare(b.Day) })
		first = max(first, c.grid.First().DaysUntil(begun.Day))
	}
	return max(1, float64(c.days-first)) / float64(c.days)
}

// add counts one person's shifts and corrections.
func (c *counter) add(b *Burden, told []Shift, corrections []Correction, refused []Wish) {
	row, minute := make([]roster.Shift, c.days), func(t time.Time) int { return int(t.Sub(c.grid.Start(0)) / time.Minute) }
	for _, s := range told {
		if k, inside := c.grid.DayIndex(s.Day); inside {
			row[k] = roster.Shift{Template: roster.NoTemplate, Start: minute(s.Start), Minutes: int(s.End.Sub(s.Start) / time.Minute)}
		}
	}
	person := roster.Person{}
	for _, w := range refused {
		if k, inside := c.grid.DayIndex(w.Day); inside {
			person.Preferences = append(person.Preferences, roster.Preference{Day: k, Wish: roster.WishOff, Weight: 1})
		}
	}
	c.problem.People = []roster.Person{person}
	for d, load := range roster.DailyLoads(c.problem, 0, row) {
		if load != (roster.Load{}) {
			b.Carried = b.Carried.Plus(load, 1)
			b.daily = append(b.daily, dated{d, load})
		}
	}
	for _, k := range corrections {
		var load roster.Load
		load[k.Account] = k.Amount
		b.Corrected = b.Corrected.Plus(load, 1)
		b.daily = append(b.daily, dated{c.grid.First().DaysUntil(k.Day), load})
	}
}

// compare sets what peers carry beside what each carries. The rate of a group is
// what it carried over the contract-days that it was there; given parts follow
// the rate, so that they leave it as it is.
func (l *Ledger) compare(days int) {
	type group struct {
		sum     roster.Load
		weight  float64
		members []int
	}
	groups := map[int64]*group{}
	for i, b := range l.People {
		g := groups[b.AgreementID]
		if g == nil {
			g = &group{}
			groups[b.AgreementID] = g
		}
		g.sum = g.sum.Plus(b.Carried, 1).Plus(b.Corrected, 1)
		g.weight += b.Share * b.Present
		g.members = append(g.members, i)
	}
	for _, g := range groups {
		course := make([]roster.Load, days)
		for _, i := range g.members {
			b := &l.People[i]
			rate := roster.Load{}.Plus(g.sum, b.Share/g.weight)
			b.Expected, b.Given = rate, roster.Load{}.Plus(rate, 1-b.Present)
			for _, d := range b.daily {
				course[d.day] = course[d.day].Plus(d.load, 1/g.weight)
			}
		}
		for _, i := range g.members {
			l.People[i].since(l.From, course)
		}
	}
}

// since finds, by account, the day from which the total has been on the side of
// the average on which it ends.
func (b *Burden) since(first grid.Date, course []roster.Load) {
	var gap roster.Load
	var from [roster.AccountCount]int
	mine := make([]roster.Load, len(course))
	for _, d := range b.daily {
		mine[d.day] = mine[d.day].Plus(d.load, 1)
	}
	for k := range course {
		for a := range gap {
			before := gap[a]
			gap[a] += mine[k][a] - b.Share*b.Present*course[k][a]
			if before <= level && before >= -level || before > level && gap[a] <= level || before < -level && gap[a] >= -level {
				from[a] = k
			}
		}
	}
	for a, end := range gap {
		if end > level || end < -level {
			b.Since[a] = first.AddDays(from[a])
		}
	}
}

// level is how far from the average still is on it, in shifts: rounding only.
const level = 1e-6
