package scheduling

import (
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// WishKind is what somebody wishes for a day.
type WishKind string

// The kinds.
const (
	WishOff         WishKind = "off"
	WishStart       WishKind = "start"        // to begin from FromMin to ToMin
	WishNotStart    WishKind = "not_start"    // not to begin from FromMin to ToMin
	WishTemplate    WishKind = "template"     // a shift of the template, if any
	WishNotTemplate WishKind = "not_template" // any shift but one of the template
)

// WishState is how far a wish has come.
type WishState string

// The states. A publication decides; publishing anew decides again.
const (
	WishOpen    WishState = "open"
	WishGranted WishState = "granted"
	WishRefused WishState = "refused"
)

// Wish is what an agent would like for a day, and what became of it.
type Wish struct {
	ID, PersonID   int64
	Day            grid.Date
	Kind           WishKind
	FromMin, ToMin int    // minutes after local midnight, both included
	Template       string // code of a shift template
	Points         int    // of the period's budget
	State          WishState
	// Rule forbade the wish; without one, granting it would have cost Delta more.
	Rule     rules.Rule
	Delta    float64
	RosterID int64 // whose publication decided
	At       time.Time
}

// NewWish checks a wish.
func NewWish(w Wish) (Wish, error) {
	var bad []FieldError
	switch w.Kind {
	case WishOff:
		w.FromMin, w.ToMin, w.Template = 0, 0, ""
	case WishStart, WishNotStart:
		w.Template = ""
		if w.FromMin < 0 || w.ToMin > 1440 || w.FromMin > w.ToMin {
			bad = append(bad, FieldError{Field: "fromMin", Found: fmt.Sprintf("%d to %d", w.FromMin, w.ToMin), Expected: "minutes of the day, the end no earlier than the begin", Want: problem.Wanting(problem.EndNotBefore)})
		}
	case WishTemplate, WishNotTemplate:
		w.FromMin, w.ToMin = 0, 0
		if w.Template == "" || len(w.Template) > 64 {
			bad = append(bad, FieldError{Field: "template", Found: fmt.Sprintf("%q", w.Template), Expected: "the code of a shift template", Want: problem.Wanting(problem.Needed)})
		}
	default:
		bad = append(bad, FieldError{Field: "kind", Found: fmt.Sprintf("%q", w.Kind), Expected: "off, start, not_start, template or not_template", Want: problem.Wanting(problem.Choice)})
	}
	if w.Day.IsZero() {
		bad = append(bad, FieldError{Field: "day", Found: "no day", Expected: "a day, as YYYY-MM-DD", Want: problem.Wanting(problem.Needed)})
	}
	if w.Points < 1 {
		bad = append(bad, FieldError{Field: "points", Found: fmt.Sprint(w.Points), Expected: "at least one point", Want: problem.Wanting(problem.AtLeast, 1)})
	}
	if len(bad) > 0 {
		return Wish{}, &InvalidError{What: "wish", Fields: bad}
	}
	w.State = WishOpen
	return w, nil
}

// met reports whether a day's shift is as wished. Wishes about shifts say
// nothing about days off.
func (w Wish) met(s Shift, works bool, loc *time.Location) bool {
	if !works {
		return true
	}
	start := s.Start.In(loc)
	minute := start.Hour()*60 + start.Minute()
	inside := minute >= w.FromMin && minute <= w.ToMin
	switch w.Kind {
	case WishStart:
		return inside
	case WishNotStart:
		return !inside
	case WishTemplate:
		return s.Template == w.Template
	case WishNotTemplate:
		return s.Template != w.Template
	default:
		return false
	}
}

// Record is how often somebody's wishes were granted and refused lately.
type Record struct{ Granted, Refused int }

// Rate is the part that was granted; 1 where nothing was decided.
func (r Record) Rate() float64 {
	if r.Granted+r.Refused == 0 {
		return 1
	}
	return float64(r.Granted) / float64(r.Granted+r.Refused)
}

// records counts decided wishes by person.
func records(wishes []Wish) map[int64]Record {
	out := map[int64]Record{}
	for _, w := range wishes {
		r := out[w.PersonID]
		switch w.State {
		case WishGranted:
			r.Granted++
		case WishRefused:
			r.Refused++
		}
		out[w.PersonID] = r
	}
	return out
}

// mostYears is from how many years of service seniority weighs no more.
const mostYears = 20

// weight is what missing a wish costs. Seniority doubles it over twenty years;
// rotation doubles it for those whose wishes were all refused.
func (t WishTerms) weight(w Wish, person workforce.Person, record Record) float64 {
	weight := t.PointPrice * float64(w.Points)
	switch t.Order {
	case BySeniority:
		years := float64(person.HiredOn.DaysUntil(w.Day)) / 365.25
		return weight * (1 + min(mostYears, max(0, years))/mostYears)
	case ByRotation:
		return weight * (2 - record.Rate())
	default:
		return weight
	}
}

// Balance is a person's points of the period that a day lies in.
type Balance struct {
	From, To grid.Date
	Budget   int
	Credit   int // for wishes that were refused in the period before
	Used     int // by open and granted wishes; refused ones give theirs back
}

// Left is what may still be put on wishes.
func (b Balance) Left() int { return b.Budget + b.Credit - b.Used }

// periodsFrom is the Monday from which periods are counted.
var periodsFrom = grid.MustDate("2024-01-01")

// period returns the period that a day lies in.
func (t WishTerms) period(day grid.Date) (from, to grid.Date) {
	n := periodsFrom.DaysUntil(day)
	into := ((n % t.PeriodDays) + t.PeriodDays) % t.PeriodDays
	return day.AddDays(-into), day.AddDays(t.PeriodDays - 1 - into)
}

// balance adds up a person's wishes of the day's period and of the one before.
func (t WishTerms) balance(day grid.Date, wishes []Wish) Balance {
	b := Balance{Budget: t.Budget}
	b.From, b.To = t.period(day)
	before, refused := b.From.AddDays(-t.PeriodDays), 0
	for _, w := range wishes {
		switch {
		case !w.Day.Before(b.From) && !w.Day.After(b.To) && w.State != WishRefused:
			b.Used += w.Points
		case !w.Day.Before(before) && w.Day.Before(b.From) && w.State == WishRefused:
			refused += w.Points
		}
	}
	b.Credit = min(t.Budget, int(t.Credit*float64(refused)))
	return b
}

func wishesByPerson(wishes []Wish) map[int64][]Wish {
	out := map[int64][]Wish{}
	for _, w := range wishes {
		out[w.PersonID] = append(out[w.PersonID], w)
	}
	return out
}

// preferences turns a person's wishes into those of the optimiser. A wish for a
// template, or against one, is about its hours of starting.
func (p *Problem) preferences(terms WishTerms, person workforce.PlanningPerson, wishes []Wish, record Record, offered []int) []roster.Preference {
	var out []roster.Preference
	for _, w := range wishes {
		k, inside := p.grid.DayIndex(w.Day)
		if !inside {
			continue
		}
		pref := roster.Preference{Day: k, Weight: terms.weight(w, person.Person, record)}
		from, to := w.FromMin, w.ToMin
		switch w.Kind {
		case WishOff:
			pref.Wish = roster.WishOff
		case WishStart:
			pref.Wish = roster.WishStart
		case WishNotStart:
			pref.Wish = roster.WishNotStart
		case WishTemplate, WishNotTemplate:
			pref.Wish, from, to = roster.WishStart, -1, -1
			if w.Kind == WishNotTemplate {
				pref.Wish = roster.WishNotStart
			}
			for _, t := range offered {
				if p.templates[t].Code == w.Template {
					from, to = p.templates[t].EarliestStartMin, p.templates[t].LatestStartMin
				}
			}
			if from < 0 {
				continue // the person's agreement has no such template any more
			}
		}
		pref.From, pref.To = p.minute(p.grid.At(k, from)), p.minute(p.grid.At(k, to))
		out = append(out, pref)
	}
	return out
}
