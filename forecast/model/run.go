package model

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Input is all that a forecast depends on.
type Input struct {
	History  *History
	Calendar Calendar
	Opening  []OpeningChange // announced opening hours, where they differ from what history shows
	Drivers  []Driver        // figures from outside, past and planned
	Location *time.Location
	From     grid.Date // first day to forecast; zero: the day after the history
	Days     int       // length of the horizon, at least 1
	Options  Options
}

// Options adjust a forecast. The zero value is a good choice.
type Options struct {
	// Levels of the bands, each between 0 and 1; none means 0.80 and 0.95.
	Levels []float64
	// Origins of the back-test; 0 means 16, fewer where history is short.
	Origins int
	// ForWorkload forecasts the mean of the daily level, not its median: less
	// bias for volumes with a long tail, at a slightly larger absolute error.
	// It is always on where intervals see fewer than 5 contacts.
	ForWorkload bool
}

const defaultOrigins = 16

// HorizonError says that a forecast was asked for that cannot be made.
type HorizonError struct {
	From grid.Date
	Days int
	Why  string
}

func (e *HorizonError) Error() string {
	return fmt.Sprintf("forecast of %d days from %s: %s", e.Days, e.From, e.Why)
}

// ErrNoUsableDay says that no day of the history can be learned from.
var ErrNoUsableDay = errors.New("forecast: the history has no usable day; at least one day with contacts was expected")

// The longest horizon, and the longest stretch between the end of history and
// the first day to forecast, in days.
const (
	maxHorizon = 800
	maxGap     = 400
)

// Run forecasts. History from Input.From on is ignored, so that a forecast can
// be made as if on an earlier day.
//
// It returns a *[HorizonError], [ErrNoUsableDay], or the context's error.
func Run(ctx context.Context, in Input) (*Result, error) {
	r, err := prepare(in)
	if err != nil {
		return nil, err
	}
	r.proveDrivers()
	if err := r.compare(ctx); err != nil {
		return nil, err
	}
	if r.outvoted() {
		if err := r.compare(ctx); err != nil {
			return nil, err
		}
	}
	return r.result()
}

// run is a forecast under way.
type run struct {
	Input
	gap      int // days between the end of history and From
	training *Training
	backtest *backtest
	trials   []*trial
	chosen   *choice
	median   *trial

	handleLife float64 // half-life of the level of handle times
	bands      *Calibration
	uses       []DriverUse
}

func prepare(in Input) (*run, error) {
	known := in.History.Days()
	if in.From.IsZero() {
		in.From = in.History.Date(known)
	}
	known = min(known, in.History.First().DaysUntil(in.From))
	gap := in.History.First().DaysUntil(in.From) - known
	fail := func(format string, args ...any) (*run, error) {
		return nil, &HorizonError{From: in.From, Days: in.Days, Why: fmt.Sprintf(format, args...)}
	}
	switch {
	case in.Location == nil:
		return fail("no time zone was given")
	case in.Days < 1 || in.Days > maxHorizon:
		return fail("1 to %d days were expected", maxHorizon)
	case known < 1:
		return fail("no history lies before it; the history begins on %s", in.History.First())
	case gap > maxGap:
		return fail("the history ends on %s; a first day within %d days of it was expected", in.History.Date(known-1), maxGap)
	}
	if err := in.Options.fill(); err != nil {
		return nil, err
	}
	if err := errors.Join(checkDrivers(in.Drivers), checkOpening(in.Opening, in.History.Slots())); err != nil {
		return nil, err
	}
	days := almanacFor(in, known+gap+in.Days)
	r := &run{Input: in, gap: gap, training: newTraining(in.History.before(known), days)}
	if r.training.lastDay() < 0 {
		return nil, ErrNoUsableDay
	}
	r.training.settle()
	return r, nil
}

func almanacFor(in Input, days int) *almanac {
	a := newAlmanac(in.Calendar, in.History.First(), days)
	a.opening = in.Opening
	return a
}

// fill puts the defaults in and checks the rest.
func (o *Options) fill() error {
	if len(o.Levels) == 0 {
		o.Levels = []float64{.80, .95}
	}
	o.Levels = slices.Compact(slices.Sorted(slices.Values(o.Levels)))
	for _, level := range o.Levels {
		if !(level > 0 && level < 1) {
			return fmt.Errorf("forecast: a band of level %g; a number between 0 and 1 was expected", level)
		}
	}
	if o.Origins == 0 {
		o.Origins = defaultOrigins
	}
	if o.Origins < 0 {
		return fmt.Errorf("forecast: %d back-test origins; 0 or more were expected", o.Origins)
	}
	return nil
}

// compare lets the candidates compete and chooses the combination.
func (r *run) compare(ctx context.Context) error {
	horizon := r.gap + r.Days
	r.backtest = newBacktest(r.training, horizon, r.Options.Origins)
	days := r.training.Days()
	s := &search{ctx: ctx, backtest: r.backtest}
	for _, m := range averagesFamily(days) {
		if _, err := s.try(m); err != nil {
			return err
		}
	}
	r.median = s.trials[0]
	for _, m := range naives(days) {
		if _, err := s.try(m); err != nil {
			return err
		}
	}
	if days >= daysForLevel {
		if err := s.levelProfiles(days, r.Options.ForWorkload || r.backtest.few, horizon); err != nil {
			return err
		}
	}
	if days >= daysForMonth && !r.backtest.few { // roots mislead where contacts are rare
		for _, m := range factors(days) {
			if _, err := s.try(m); err != nil {
				return err
			}
		}
	}
	if days >= daysForMonth {
		for _, m := range logLinears(days, horizon) {
			if _, err := s.try(m); err != nil {
				return err
			}
		}
	}
	if err := s.decomposed(horizon); err != nil {
		return err
	}
	if err := s.series(horizon); err != nil {
		return err
	}
	r.trials = s.trials
	r.chosen = r.backtest.choose(r.trials, r.median)
	return nil
}

// result forecasts the horizon with the chosen combination and reports how it
// was chosen.
func (r *run) result() (*Result, error) {
	pairs := r.backtest.pairs(r.chosen.forecasts)
	r.bands = newCalibration(pairs, r.training.Slots(), r.History.integral)
	r.bands.Gap = r.gap
	r.bands.Errors = r.backtest.errorDays(r.chosen.forecasts, r.History.First())
	r.handleLife = r.training.handleLife()
	out, err := r.forecast(r.chosen.blend)
	if err != nil {
		return nil, err
	}
	r.fillScores(out)
	out.Plan = r.chosen.plan(r.handleLife)
	out.Plan.Drivers, out.Plan.HandleDrivers = r.training.settling.codes()
	out.Coverage = coverage(pairs, len(r.backtest.windows), r.training.Slots(), r.History.integral, r.Options.Levels)
	out.Notes = append(r.notes(), r.recordNotes()...)
	out.Quality = r.quality(out)
	return out, nil
}

// forecast forecasts the horizon with a combination, with bands where there is
// something to base them on.
func (r *run) forecast(b blend) (*Result, error) {
	g, err := grid.New(r.Location, r.History.minutes, r.From, r.Days)
	if err != nil {
		return nil, fmt.Errorf("forecast: %w", err)
	}
	out := &Result{Grid: g, Open: make([]bool, g.Len()), Mean: make([]float64, g.Len()), Calibration: r.bands}
	r.fillIntervals(out, b.fit(r.training))
	out.Bands = r.bands.bands(g, out.Mean, r.levels())
	out.Days, out.Weeks = r.bands.totals(g, out.Mean, r.levels())
	out.Doubt = r.doubts()
	out.widen()
	r.fillHandleTime(out)
	out.Flags = sortedFlags(r.training.flagsAsSeen())
	out.Drivers, out.Effects = r.uses, r.effects()
	return out, nil
}

func (r *run) fillIntervals(out *Result, f Forecast) {
	for day := range r.Days {
		k := r.training.Days() + r.gap + day
		expected := f.Day(k)
		open := r.training.hoursOf(k)
		from, _ := out.Grid.Day(day)
		for j, slot := range slotsOf(out.Grid, day) {
			out.Open[from+j], out.Mean[from+j] = open[slot], expected[slot]
		}
	}
}

// levels of the bands; none where there is nothing to base them on.
func (r *run) levels() []float64 {
	if r.bands == nil {
		return nil
	}
	return r.Options.Levels
}

func (r *run) fillHandleTime(out *Result) {
	h := fitHandleTime(r.training, r.handleLife)
	if h.level == 0 {
		return
	}
	out.HandleSeconds = make([]float64, out.Grid.Len())
	for i := range out.HandleSeconds {
		k := r.training.Days() + r.gap + out.Grid.DayOf(i)
		seconds := h.at(r.training.weekday(k), out.Grid.WallMinute(i)/out.Grid.Minutes())
		out.HandleSeconds[i] = seconds * r.training.handlingFactor(k)
	}
	r.fillHandleParts(out)
}

func (r *run) fillScores(out *Result) {
	b := r.backtest
	out.Combination = r.chosen.describe(b.scale)
	out.Reference = r.median.total.score(b.scale)
	out.ByLead = b.byBucket(r.chosen.forecasts)
	for n, w := range b.windows {
		t := b.windowTally(r.chosen.forecasts, n)
		out.Origins = append(out.Origins, OriginScore{Origin: r.History.Date(w.origin), Days: b.horizon, Score: t.score(b.scale)})
	}
	for _, c := range r.trials {
		out.Candidates = append(out.Candidates, Candidate{
			Name: c.model.Name(), Family: c.model.Family(), Score: c.total.score(b.scale), ByLead: b.byBucket(c.forecasts),
			Member: slices.Contains(r.chosen.members, c), Why: r.chosen.why(c),
		})
	}
	if len(b.windows) > 0 {
		slices.SortStableFunc(out.Candidates, func(x, y Candidate) int { return cmp.Compare(b.rank(x.Score), b.rank(y.Score)) })
	}
}

// rank is the figure of a score that selection went by.
func (b *backtest) rank(s Score) float64 {
	if b.few {
		return s.RMSE
	}
	return s.WAPE
}

// sortedFlags returns what was kept out of fitting, in order of time.
func sortedFlags(flags []Flag) []Flag {
	flags = slices.Clone(flags)
	slices.SortStableFunc(flags, func(a, b Flag) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.From, b.From))
	})
	return flags
}

// notes says what limits the forecast.
func (r *run) notes() []Note {
	var notes []Note
	days, windows := r.training.Days(), len(r.backtest.windows)
	switch {
	case days < 7:
		notes = append(notes, note(NoteUnderOneWeek))
	case days < daysForLevel:
		notes = append(notes, note(NoteUnderThreeWeeks))
	case days < daysForMonth:
		notes = append(notes, note(NoteUnderEightWeeks))
	}
	switch {
	case windows == 0:
		notes = append(notes, note(NoteNoBacktest))
	case r.backtest.horizon < r.gap+r.Days:
		notes = append(notes, note(NoteUntestedLeads, "tested", strconv.Itoa(r.backtest.horizon), "asked", strconv.Itoa(r.gap+r.Days)))
	}
	if r.gap > 0 {
		notes = append(notes, note(NoteHistoryEnds, "days", strconv.Itoa(r.gap)))
	}
	return notes
}
