package demo

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/risk"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// LeavingWriter takes in who came, who left, and what schedules asked of them.
type LeavingWriter interface {
	Keep(ctx context.Context, scope auth.Scope, events []attrition.Event) (int, error)
	SetChannel(ctx context.Context, scope auth.Scope, c attrition.Channel) (attrition.Channel, error)
	KeepMonths(ctx context.Context, scope auth.Scope, months []risk.Month) error
}

// hireChannel is a way by which the centre hires, and how its people stay in truth.
type hireChannel struct {
	name     string
	share    float64
	hazard   float64 // beside the job board's
	cost     float64 // of a hire
	training float64
	applied  float64 // applicants for each hire
	quality  float64
}

var hireChannels = []hireChannel{
	{"Job board", 0.34, 1.25, 1600, 2400, 14, 0.98},
	{"Referral", 0.2, 0.75, 900, 2400, 4, 1.03},
	{"Campus", 0.2, 1.1, 1300, 2900, 9, 1},
	{"Social media", 0.14, 1.35, 1100, 2400, 22, 0.97},
	{"Agency", 0.12, 0.95, 5200, 2100, 6, 1.02},
}

// tenureHazard is the monthly hazard by months of tenure: a hump in the first half year.
var tenureHazard = []struct {
	from   int
	hazard float64
}{{0, 0.017}, {1, 0.033}, {3, 0.046}, {6, 0.026}, {12, 0.015}, {24, 0.010}}

// yearEnd is by how much more people leave in a calendar month: after the bonus of the
// year's end.
var yearEnd = map[time.Month]float64{time.December: 1.35, time.January: 1.7, time.February: 1.45, time.July: 1.1, time.May: 0.85, time.October: 0.85}

// Effects of what schedules ask, on the logarithm of the hazard, beside an ordinary month.
const (
	nightEffect   = 3.8  // of all shifts at night
	refusedEffect = 0.7  // of a refused wish
	shortEffect   = 0.3  // of a short rest
	overEffect    = 0.04 // of an hour of overtime
)

// life is one employment from its first day to its last.
type life struct {
	hired  grid.Date
	left   grid.Date // zero: still there
	source hireChannel
	facts  []risk.Facts // by month from the first
	kind   attrition.ExitKind
	reason string
}

// leaving gives the centre its past of employments: for everybody who is there, all who
// came about the same day and are gone, so that what is there is what five years left.
func (b *builder) leaving(ctx context.Context) error {
	rnd := stream(b.order.Seed, "leaving")
	var events []attrition.Event
	var months []risk.Month
	teams := map[string]float64{}
	applied := map[string]int{}
	for i, p := range b.staff {
		team := fmt.Sprintf("%s %d", b.teamName(p), 1+i/15%5)
		if _, known := teams[team]; !known {
			teams[team] = math.Exp(0.22 * rnd.NormFloat64())
		}
		for n := 0; ; n++ {
			hired := p.HiredOn.AddDays(rnd.IntN(31) - 15)
			if n > 40 || hired.After(b.today.AddDays(-20)) {
				hired = p.HiredOn
			}
			l := liveThrough(hired, b.today, teams[team], n > 40, rnd)
			code := fmt.Sprintf("H-%05d-%d", i+1, n+1)
			if l.left.IsZero() {
				code, l.hired = p.Code, p.HiredOn
			}
			events = append(events, b.eventsOf(code, p, team, l, rnd)...)
			for m, f := range l.facts {
				months = append(months, risk.Month{Code: code, Month: monthText(l.hired, m), Facts: f})
			}
			applied[l.source.name] += 1 + int(l.source.applied*(0.5+rnd.Float64()))
			if l.left.IsZero() {
				break
			}
		}
	}
	if _, err := b.Leaving.Keep(ctx, b.scope, events); err != nil {
		return err
	}
	for _, c := range hireChannels {
		channel := attrition.Channel{Name: c.name, Applied: applied[c.name], TrainingMinor: int64(c.training * 100), Quality: c.quality}
		if _, err := b.Leaving.SetChannel(ctx, b.scope, channel); err != nil {
			return err
		}
	}
	return b.Leaving.KeepMonths(ctx, b.scope, months)
}

func (b *builder) teamName(p workforce.Person) string {
	for code, id := range b.at.teams {
		if id == p.TeamID {
			return code
		}
	}
	return ""
}

func monthText(from grid.Date, m int) string {
	t := time.Date(from.Year, from.Month+time.Month(m), 1, 12, 0, 0, 0, time.UTC)
	return t.Format("2006-01")
}

// liveThrough plays an employment month by month until the person leaves or today.
func liveThrough(hired, today grid.Date, team float64, stays bool, rnd *rand.Rand) life {
	l := life{hired: hired, source: drawChannel(rnd)}
	nights := 0.6 * math.Pow(rnd.Float64(), 1.8) // of this person's shifts, more or less
	liking := rnd.NormFloat64()                  // what nobody can know
	for m := 0; ; m++ {
		first := grid.DateOf(time.Date(hired.Year, hired.Month+time.Month(m), 1, 12, 0, 0, 0, time.UTC))
		if !first.Before(today) {
			return l
		}
		f := drawFacts(nights, first.Month, rnd)
		last := f
		if m > 0 {
			last = l.facts[m-1]
		}
		l.facts = append(l.facts, f)
		h := hazardAt(m) * l.source.hazard * team * math.Exp(0.15*liking) * monthEffect(first.Month)
		h *= math.Exp(nightEffect*(last.Nights-0.17) + refusedEffect*(last.Refused-0.9) + shortEffect*(last.ShortRests-0.8) + overEffect*(last.Overtime-6))
		if stays || rnd.Float64() >= 1-math.Exp(-h) {
			continue
		}
		if l.left = first.AddDays(rnd.IntN(27)); l.left.Before(hired) {
			l.left = hired.AddDays(rnd.IntN(4))
		}
		if !l.left.Before(today) {
			l.left = grid.Date{}
			return l
		}
		l.kind, l.reason = whyLeft(m, last, rnd)
		return l
	}
}

func drawChannel(rnd *rand.Rand) hireChannel {
	u := rnd.Float64()
	for _, c := range hireChannels {
		if u -= c.share; u < 0 {
			return c
		}
	}
	return hireChannels[0]
}

func hazardAt(month int) float64 {
	h := 0.0
	for _, band := range tenureHazard {
		if month >= band.from {
			h = band.hazard
		}
	}
	return h
}

func monthEffect(m time.Month) float64 {
	if e, known := yearEnd[m]; known {
		return e
	}
	return 1
}

func drawFacts(nights float64, month time.Month, rnd *rand.Rand) risk.Facts {
	busy := 1.0
	if month == time.November || month == time.December {
		busy = 1.4
	}
	share := func(v float64) float64 { return math.Round(100*min(1, max(0, v))) / 100 }
	return risk.Facts{
		Nights:   share(nights + 0.08*rnd.NormFloat64()),
		Weekends: share(0.27 + 0.09*rnd.NormFloat64()), ShortRests: float64(countOf(0.8*busy, rnd)), Refused: float64(countOf(0.9*busy, rnd)),
		Overtime: math.Round(10*max(0, 6*busy+4*rnd.NormFloat64())) / 10,
	}
}

// countOf draws a Poisson count (Knuth's product of uniforms).
func countOf(mean float64, rnd *rand.Rand) int {
	limit, k := math.Exp(-mean), 0
	for p := rnd.Float64(); p > limit; p *= rnd.Float64() {
		k++
	}
	return k
}

// whyLeft draws how somebody left and what they said.
func whyLeft(month int, f risk.Facts, rnd *rand.Rand) (attrition.ExitKind, string) {
	u := rnd.Float64()
	switch {
	case u < 0.13 && month < 12:
		return attrition.Dismissal, []string{"performance", "performance", "conduct"}[rnd.IntN(3)]
	case (month == 11 || month == 12 || month == 23 || month == 24) && u > 0.55:
		return attrition.EndOfContract, "contract"
	case month > 12 && u < 0.12:
		return attrition.InternalMove, "career"
	case (f.Nights > 0.3 || f.Refused >= 2) && rnd.Float64() < 0.55:
		return attrition.Voluntary, "shifts"
	case month > 18 && rnd.Float64() < 0.4:
		return attrition.Voluntary, "career"
	}
	return attrition.Voluntary, []string{"pay", "pay", "pay", "workload", "commute", "study", "family", "other_job", "other_job", "manager", "health"}[rnd.IntN(11)]
}

// eventsOf writes an employment as events; some were on leave, some changed teams.
func (b *builder) eventsOf(code string, p workforce.Person, team string, l life, rnd *rand.Rand) []attrition.Event {
	agreement := "Full time"
	if rnd.IntN(6) == 0 {
		agreement = "Part time"
	}
	language := "Mandarin"
	if p.SiteID == b.at.sites["LDS"] {
		language = "English"
	} else if p.SiteID == b.at.sites["GZ"] && rnd.IntN(3) == 0 {
		language = "Cantonese"
	}
	base := attrition.Event{Code: code, SiteID: p.SiteID, EmployerID: p.EmployerID, Team: team, Agreement: agreement, Language: language}
	hired := base
	hired.Kind, hired.Day, hired.Source = attrition.Hired, l.hired, l.source.name
	hired.CostMinor = int64(l.source.cost * (0.8 + 0.4*rnd.Float64()) * 100)
	out := []attrition.Event{hired}
	end := b.today
	if !l.left.IsZero() {
		end = l.left
	}
	if days := l.hired.DaysUntil(end); days > 400 && rnd.IntN(14) == 0 {
		away := base
		away.Kind, away.Day = attrition.Leave, l.hired.AddDays(120+rnd.IntN(120))
		away.LastDay = away.Day.AddDays(60 + rnd.IntN(90))
		out = append(out, away)
	}
	if l.left.IsZero() {
		return out
	}
	left := base
	left.Kind, left.Day, left.ExitKind, left.Reason = attrition.Left, l.left, l.kind, l.reason
	return append(out, left)
}
