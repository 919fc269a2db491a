package protected

import (
	"math"
	"slices"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/fairness"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Measures of a report, in the order in which they are published.
const (
	Promoted  = "promoted"  // of those who applied
	Applied   = "applied"   // of those who stand on a rung
	Elected   = "elected"   // of those who stood
	Stood     = "stood"     // of those who might be elected
	Ready     = "ready"     // of those on a rung, for some promotion
	Scored    = "scored"    // what boards made of those who applied
	Climbed   = "climbed"   // promoted within two years of entering their first rung
	Left      = "left"      // of those employed in the year, in any way but to another post
	Dismissed = "dismissed" // of the same
)

// Measures lists them.
func Measures() []string {
	return []string{Promoted, Applied, Elected, Stood, Ready, Scored, Climbed, Left, Dismissed}
}

// NotLookedAt is what a report does not compare, though it may differ between groups.
func NotLookedAt() []string { return []string{"hiring", "pay", "rosters", "tasks", "causes"} }

// climbMonths is within how many months of entering a rung somebody is expected to rise.
const climbMonths = 24

// monthDays is the mean length of a month.
const monthDays = 365.25 / 12

// facts are what a report is made of: everybody's, without any group.
type facts struct {
	from, to   grid.Date
	onRung     []int64 // people who stand on a rung at the end
	rounds     []careers.RoundReport
	elections  []careers.ElectionReport
	readiness  []careers.Judged
	climbs     []careers.Spell
	promotions map[move]bool // moves up, of every ladder
	employed   []attrition.Spell
	person     map[string]int64 // by personnel number
}

type move struct{ ladder, from, to string }

// tally is what is known of people under one measure.
type tally map[int64]fairness.Row

func (t tally) note(person int64, reached bool) {
	r := t[person]
	r.Person, r.Reached = int(person), r.Reached || reached
	t[person] = r
}

// measures are those of a report, with people in order and in no group yet.
func (f facts) measures() []fairness.Measure {
	promoted, applied := f.applications()
	stood, elected := f.votes()
	left, dismissed := f.exits()
	list := map[string]tally{
		Promoted: promoted, Applied: applied, Elected: elected, Stood: stood, Ready: f.ready(), Scored: f.scores(), Climbed: f.climbed(), Left: left, Dismissed: dismissed,
	}
	var out []fairness.Measure
	for _, key := range Measures() {
		m := fairness.Measure{Key: key, Kind: fairness.Share, Adverse: key == Left || key == Dismissed}
		switch key {
		case Scored:
			m.Kind = fairness.Mean
		case Climbed:
			m.Kind, m.Horizon = fairness.Incidence, climbMonths
		}
		for _, row := range list[key] {
			m.Rows = append(m.Rows, row)
		}
		slices.SortFunc(m.Rows, func(a, b fairness.Row) int { return a.Person - b.Person })
		out = append(out, m)
	}
	return out
}

// applications are who applied in a round that was decided, and who was promoted.
func (f facts) applications() (promoted, applied tally) {
	promoted, applied = tally{}, tally{}
	for _, person := range f.onRung {
		applied.note(person, false)
	}
	for _, r := range f.rounds {
		for _, a := range r.Applications {
			promoted.note(a.PersonID, a.Outcome == round.Promoted)
			applied.note(a.PersonID, true)
		}
	}
	return promoted, applied
}

// votes are who stood in an election that was counted, and who was elected.
func (f facts) votes() (stood, elected tally) {
	stood, elected = tally{}, tally{}
	for _, e := range f.elections {
		won := map[int64]bool{}
		for _, code := range e.Result.Elected {
			won[careers.PersonOf(code)] = true
		}
		for _, p := range e.Electors {
			stood.note(p.PersonID, p.Stands)
			if p.Stands {
				elected.note(p.PersonID, won[p.PersonID])
			}
		}
	}
	return stood, elected
}

func (f facts) ready() tally {
	out := tally{}
	for _, person := range f.onRung { // and nobody else: as many people as in other measures
		out.note(person, false)
	}
	for _, j := range f.readiness {
		if _, stands := out[j.PersonID]; stands && j.Kind == ladder.Promote {
			out.note(j.PersonID, j.Finding.Verdict == ladder.Passes)
		}
	}
	return out
}

// scores are what boards made of people, the mean of their rounds.
func (f facts) scores() tally {
	out, times := tally{}, map[int64]float64{}
	for _, r := range f.rounds {
		for _, s := range r.Standings {
			if s.Scored == 0 {
				continue
			}
			person := careers.PersonOf(s.Applicant)
			n := times[person]
			out[person] = fairness.Row{Person: int(person), Value: (out[person].Value*n + s.Fair) / (n + 1)}
			times[person] = n + 1
		}
	}
	return out
}

// climbed is how everybody's first time on a rung ended: by a promotion, otherwise, or not
// yet. Later times are those of whom rose already, and would count these twice.
func (f facts) climbed() tally {
	gone := map[int64]grid.Date{}
	for _, s := range f.employed {
		if person := f.person[s.Code]; !s.Left.IsZero() && s.Left.After(gone[person]) {
			gone[person] = s.Left
		}
	}
	first, next := map[int64]careers.Spell{}, map[int64]string{}
	for _, s := range f.climbs { // in order of person and day
		if was, seen := first[s.PersonID]; !seen {
			first[s.PersonID] = s
		} else if _, told := next[s.PersonID]; !told && s.Ladder == was.Ladder && s.From == was.To {
			next[s.PersonID] = s.Rung
		}
	}
	out := tally{}
	for person, s := range first {
		if s.From.After(f.to) {
			continue
		}
		row := fairness.Row{Person: int(person)}
		end := f.to.AddDays(1)
		if !s.To.IsZero() && !s.To.After(f.to) {
			end, row.Cause = s.To, 2
			if f.promotions[move{s.Ladder, s.Rung, next[person]}] {
				row.Cause, row.Reached = 1, true
			}
		}
		if left := gone[person]; !left.IsZero() && left.Before(end) && !left.Before(s.From) {
			end, row.Cause, row.Reached = left, 2, false
		}
		row.Value = math.Max(1, float64(s.From.DaysUntil(end))) / monthDays
		out[person] = row
	}
	return out
}

// exits are who was employed in the year, and who left.
func (f facts) exits() (left, dismissed tally) {
	left, dismissed = tally{}, tally{}
	for _, s := range f.employed {
		person, known := f.person[s.Code]
		if !known || s.Hired.After(f.to) || !s.Left.IsZero() && s.Left.Before(f.from) {
			continue
		}
		out := !s.Left.IsZero() && !s.Left.After(f.to)
		left.note(person, out && s.ExitKind != attrition.InternalMove)
		dismissed.note(person, out && s.ExitKind == attrition.Dismissal)
	}
	return left, dismissed
}
