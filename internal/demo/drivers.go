package demo

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Driver is a figure of the centre's business that moves its contacts, a number
// a day. Kind and measure are those of a forecast's drivers.
type Driver struct {
	Code, Name, Unit, Kind, Measure string
	Site                            workforce.Site
	Queues                          []workforce.Queue
}

// DriverValue is a driver's figure of one day; planned is what is still to come.
type DriverValue struct {
	Date    grid.Date
	Value   float64
	Planned bool
}

// DriverWriter takes in a driver with its values.
type DriverWriter interface {
	Keep(ctx context.Context, scope auth.Scope, d Driver, values []DriverValue) error
}

// driverSpec is a driver with how its values come about and what they do. The
// history is generated from the same values, so that there is something to learn.
type driverSpec struct {
	code, name, unit, kind, measure string
	site                            string
	queues                          []string
	value                           func(rnd *rand.Rand, weekday, ahead int) float64 // Monday is 0; today is 0 days ahead
	// contacts and handle are what a run of values does to a day: its own value
	// first, then those of the days before.
	contacts, handle func(values []float64) float64
}

// driverAhead is how many days beyond today a driver's values are planned.
const driverAhead = 42

// What the drivers do. A mailing brings its answers over four days, at half
// strength for twice the usual letters; business bought brings a third of its
// growth as questions; what a bot settles does not arrive, and what is left
// takes longer.
const (
	usualLetters  = 24_000.0
	usualOrders   = 1_900.0
	orderPull     = 0.35
	botLengthens  = 0.45
	mailingsEvery = 17 // days between mailings
)

var mailingPull = []float64{0.16, 0.24, 0.10, 0.04}

var drivers = []driverSpec{
	{
		code: "LETTERS", name: "Letters to customers", unit: "letters", kind: "campaign", measure: "contacts",
		site: "LDS", queues: []string{"LDS-CARE"}, value: lettersOn, contacts: answersTo, handle: unmoved,
	},
	{
		code: "ORDERS", name: "Handsets ordered", unit: "orders", kind: "orders", measure: "contacts",
		site: "CD", queues: []string{"CD-SALES", "CD-TICKETS"}, value: ordersOn, contacts: questionsOf, handle: unmoved,
	},
	{
		code: "BOT", name: "Settled by the bot", unit: "share of chats", kind: "deflection", measure: "both",
		site: "GZ", queues: []string{"GZ-CHAT"}, value: botOn, contacts: leftBy, handle: harderAfter,
	},
}

func unmoved([]float64) float64 { return 1 }

// lettersOn is a mailing every so often, of varying size, the next one in four days.
func lettersOn(rnd *rand.Rand, _, ahead int) float64 {
	size := math.Round(usualLetters*math.Exp(0.45*rnd.NormFloat64())/100) * 100
	if (ahead-4)%mailingsEvery != 0 {
		return 0
	}
	return size
}

// answersTo is log-linear in log(1 + x/m), on the day and the three after.
func answersTo(values []float64) float64 {
	log := 0.0
	for lag, x := range values[:min(len(values), len(mailingPull))] {
		log += mailingPull[lag] * math.Log1p(x/usualLetters)
	}
	return math.Exp(log)
}

// ordersOn follow the week, and good and bad weeks of their own.
func ordersOn(rnd *rand.Rand, weekday, ahead int) float64 {
	share := [7]float64{0.95, 0.94, 0.97, 1, 1.12, 1.2, 0.82}[weekday]
	week := math.Floor(float64(ahead) / 7)
	swing := 0.22*math.Sin(0.9*week) + 0.10*math.Sin(2.3*week+1)
	return math.Round(usualOrders * share * math.Exp(swing+0.06*rnd.NormFloat64()))
}

// questionsOf is an elasticity.
func questionsOf(values []float64) float64 {
	return math.Pow((values[0]+1)/(usualOrders+1), orderPull)
}

// botOn is the share that the bot settles: it was switched on seven months ago,
// taught more two months ago, and will be taught again in a fortnight.
func botOn(rnd *rand.Rand, _, ahead int) float64 {
	noise := 0.006 * rnd.NormFloat64()
	switch {
	case ahead < -210:
		return 0
	case ahead < -60:
		return round3(0.09 + noise)
	case ahead < 0:
		return round3(0.16 + noise)
	case ahead < 14:
		return 0.16
	default:
		return 0.22
	}
}

func leftBy(values []float64) float64 { return 1 - values[0] }

func harderAfter(values []float64) float64 { return 1 + botLengthens*values[0] }

func round3(x float64) float64 { return math.Round(1000*x) / 1000 }

// figures are the driver's values by day, from the first of the history's days
// on, and as far beyond the last as they are planned.
func (s driverSpec) figures(seed uint64, first grid.Date, days int) []float64 {
	rnd := stream(seed, "driver "+s.code)
	out := make([]float64, days+driverAhead)
	for k := range out {
		out[k] = s.value(rnd, weekdayOf(first.AddDays(k)), k-days)
	}
	return out
}

// drive puts what the drivers do into the days of a queue's history.
func drive(q queueSpec, seed uint64, days []day) {
	for _, s := range drivers {
		if !slices.Contains(s.queues, q.code) || len(days) == 0 {
			continue
		}
		figures := s.figures(seed, days[0].date, days[0].ago)
		for k := range days {
			seen := slices.Clone(figures[max(0, k-len(mailingPull)+1) : k+1])
			slices.Reverse(seen)
			days[k].factor *= s.contacts(seen)
			days[k].handle *= s.handle(seen)
		}
	}
}

// drivers keeps the centre's drivers with their past and planned values.
func (b *builder) drivers(ctx context.Context) error {
	days := b.first.DaysUntil(b.today)
	for _, s := range drivers {
		made := Driver{Code: s.code, Name: s.name, Unit: s.unit, Kind: s.kind, Measure: s.measure}
		made.Site = b.centre.Sites[slices.IndexFunc(sites, func(one siteSpec) bool { return one.code == s.site })]
		for i, q := range queues {
			if slices.Contains(s.queues, q.code) {
				made.Queues = append(made.Queues, b.centre.Queues[i])
			}
		}
		var values []DriverValue
		for k, x := range s.figures(b.order.Seed, b.first, days) {
			// past days without a mailing have no figure, as in any list of mailings; ahead none is planned
			if x != 0 || s.kind != "campaign" || k >= days {
				values = append(values, DriverValue{Date: b.first.AddDays(k), Value: x, Planned: k >= days})
			}
		}
		if err := b.Drivers.Keep(ctx, b.scope, made, values); err != nil {
			return err
		}
	}
	return nil
}
