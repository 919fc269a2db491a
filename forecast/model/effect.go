package model

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// EffectKind says what an effect is of.
type EffectKind string

// The kinds of effect.
const (
	EffectDriver  EffectKind = "driver"
	EffectEvent   EffectKind = "event"
	EffectHoliday EffectKind = "holiday"
	EffectMonth   EffectKind = "month" // of a day's place in the month
	EffectBreak   EffectKind = "break" // school breaks, make-up workdays and days beside closures
)

// Effect is what was learned of something that moves demand, with an interval
// that should hold the truth 19 times in 20.
type Effect struct {
	Kind        EffectKind
	Code        string  // of the driver, name of the holiday, type of the event, or place in the month
	HandleTime  bool    // on handle time, else on contacts
	Pct, Lo, Hi float64 // per cent
	ExpectedPct float64 // what the planner expects of an event; NaN where nothing
	Days        int     // past days that it was learned from
	// Per is the amount to which a driver's effect refers, in its own unit; for
	// orders it is a share of the usual, for bots a share of all contacts.
	Per float64
}

// effectDeviations make an interval of 95 %.
const effectDeviations = 1.959964

// Words of the effects that are no names of the planner's, by column or in order.
var (
	besideWords = []string{"day_before_closure", "day_after_closure"}
	dayWords    = map[int]string{makeUpDay: "make_up_workday", schoolBreak: "school_break"}
)

// effects lists what a regression learned of the calendar and of its drivers.
func (o *outside) effects(handleTime bool) []Effect {
	var out []Effect
	for n, s := range o.signals {
		amount, per := s.usualStep(), s.usualStep()
		if s.driver.Form == DriverRatio {
			per = ratioStep
		}
		mean, deviation := o.signalEffect(n, amount)
		e := effectFrom(EffectDriver, s.driver.Code, mean, deviation, s.daysSeen(o.training))
		e.Per, e.HandleTime = per, handleTime
		out = append(out, e)
	}
	if handleTime {
		return out
	}
	return append(out, o.calendarEffects()...)
}

// ratioStep is the step to which an elasticity's effect refers; shareStep a
// bot's.
const ratioStep, shareStep = 0.1, 0.1

// usualStep is the amount whose effect is told: the mean of a count, a tenth
// more of what always runs, a tenth more settled by a bot, about a deviation of
// a measurement.
func (s *signal) usualStep() float64 {
	switch s.driver.Form {
	case DriverCount:
		return s.usual
	case DriverRatio:
		return ratioStep * s.usual
	case DriverShare:
		return min(shareStep, (1-s.usual)/2)
	case DriverLinear:
	}
	return oneDigit(s.scale)
}

// oneDigit rounds to one significant digit.
func oneDigit(v float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(v)))
	return math.Round(v/unit) * unit
}

// signalEffect is the sum over all its days of what a driver does with an
// amount more than usual, on the log scale, and its posterior deviation.
func (o *outside) signalEffect(n int, amount float64) (mean, deviation float64) {
	s := o.signals[n]
	from := s.usual
	if s.driver.Form == DriverCount {
		from = 0
	}
	step := (s.form(from+amount) - s.form(from)) / s.scale
	contrast := make([]float64, len(o.beta))
	for i, end := o.span(n); i < end; i++ {
		contrast[i] = step
	}
	return o.along(contrast)
}

// along returns the posterior mean and deviation of a sum of coefficients.
func (o *outside) along(contrast []float64) (mean, deviation float64) {
	variance := 0.0
	for i, a := range contrast {
		if a == 0 {
			continue
		}
		for j, b := range contrast {
			if b != 0 {
				variance += a * b * o.covary.At(i, j)
			}
		}
	}
	return dot(contrast, o.beta), o.scale * math.Sqrt(max(0, variance))
}

func effectFrom(kind EffectKind, code string, mean, deviation float64, days int) Effect {
	pct := func(log float64) float64 { return 100 * math.Expm1(log) }
	return Effect{
		Kind: kind, Code: code, Pct: pct(mean), Lo: pct(mean - effectDeviations*deviation), Hi: pct(mean + effectDeviations*deviation),
		ExpectedPct: math.NaN(), Days: days,
	}
}

// daysSeen counts the usable days on which the driver had a value of its own.
func (s *signal) daysSeen(t *Training) int {
	n := 0
	for k := range t.Days() {
		if t.usable[k] && !s.assumed[k+maxLags] && (s.driver.Form != DriverCount || s.values[k+maxLags] != 0) {
			n++
		}
	}
	return n
}

// calendarEffects reads the design's own columns by comparing rows.
func (o *outside) calendarEffects() []Effect {
	d, named := o.design, o.design.dated.named
	var out []Effect
	add := func(kind EffectKind, code string, columns ...int) *Effect {
		contrast := make([]float64, len(o.beta))
		days := 0
		for _, c := range columns {
			contrast[c] = 1
		}
		own := columns[len(columns)-1]
		for _, x := range o.rows {
			days += int(x.at(own))
		}
		if days == 0 {
			return &Effect{}
		}
		mean, deviation := o.along(contrast)
		out = append(out, effectFrom(kind, code, mean, deviation, days))
		return &out[len(out)-1]
	}
	for i, word := range besideWords {
		add(EffectBreak, word, d.besideColumn()+i)
	}
	for _, column := range []int{makeUpDay, schoolBreak} {
		add(EffectBreak, dayWords[column], column)
	}
	column, classes := firstName, o.training.almanac.classes
	firstMark := firstName + len(named.holidays) + len(named.events)
	for _, name := range named.holidays {
		columns := []int{anyHoliday}
		if at := slices.Index(named.marks, classes[name]); at >= 0 {
			columns = append(columns, firstMark+at)
		}
		add(EffectHoliday, name, append(columns, column)...)
		column++
	}
	for _, name := range named.events {
		e := add(EffectEvent, name, column)
		o.addExpected(e, name)
		column++
	}
	for n, mark := range named.marks {
		if !strings.HasSuffix(mark, "_holiday") { // classes are part of their holidays
			add(EffectBreak, mark, firstMark+n)
		}
	}
	if d.dated.month {
		for n, word := range monthWords() {
			add(EffectMonth, word, firstMark+len(named.marks)+n)
		}
	}
	slices.SortStableFunc(out, func(a, b Effect) int { return cmp.Compare(a.Kind, b.Kind) })
	return out
}

// monthWords name the columns of the place in the month, in order.
func monthWords() (words []string) {
	for n := range firstBusinessDays {
		words = append(words, fmt.Sprintf("business_day_%d", n+1))
	}
	for n := range lastBusinessDays {
		words = append(words, fmt.Sprintf("business_days_left_%d", n+1))
	}
	for _, band := range monthBands {
		words = append(words, fmt.Sprintf("days_%d_to_%d", band[0], band[1]))
	}
	return words
}

// addExpected puts an event's uplift, which was taken out before, back into its
// effect.
func (o *outside) addExpected(e *Effect, name string) {
	uplift, ok := o.training.almanac.expected(Event, name)
	if !ok || e.Days == 0 {
		return
	}
	factor := math.Exp(uplift)
	for _, pct := range []*float64{&e.Pct, &e.Lo, &e.Hi} {
		*pct = 100 * ((1+*pct/100)*factor - 1)
	}
	e.ExpectedPct = 100 * (factor - 1)
}
