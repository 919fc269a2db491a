package forecast

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"slices"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/forecast/model/layers"
	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// How many possible courses of a forecast are drawn to staff with certainty, and of
// how many intervals together at the most.
const (
	pathsOfRun   = 400
	leastPathsOf = 100 // what a certainty of 99 % takes
	cellsOfPaths = 8_000_000
)

// NoCertaintyError says why a requirement cannot be staffed to be certain.
type NoCertaintyError struct {
	ForecastID int64
	Why        string
}

func (e *NoCertaintyError) Error() string {
	return fmt.Sprintf("forecast %d cannot be staffed with certainty: %s", e.ForecastID, e.Why)
}

// uncertainty says why certainty does not apply, "" where it does.
func (r Requirement) uncertainty() string {
	switch {
	case r.Deferred:
		return "its work may wait for hours, so that a busy interval is made good by the next"
	case r.Goal.Costs.Weighed():
		return "its people are weighed by what they cost"
	}
	return ""
}

// refuseCertainty names the field of a goal whose certainty does not apply.
func (r Requirement) refuseCertainty() error {
	if r.Goal.Certainty > 0 && r.uncertainty() != "" {
		return &OrderError{"goal.certainty", fmt.Sprint(r.Goal.Certainty), "none: " + r.uncertainty()}
	}
	return nil
}

// uncertain draws the possible courses of a run, seen through adjustments as the
// run is: c holds what these made of it. Paths are of rates, because the formulas of
// staffing hold the chance of single arrivals themselves. The same run has the same
// courses for ever.
func (r Requirement) uncertain(run Run, g grid.Grid, c RequirementCurves) (staffing.Uncertain, error) {
	future := model.Future{
		Calibration: run.Curves.Calibration, Grid: g, Mean: run.Curves.Contacts, Totals: run.Report.Days, Rates: true,
	}
	if !future.Known() {
		return staffing.Uncertain{}, &NoCertaintyError{run.ID, "it keeps nothing of how far it may be off; make it again"}
	}
	seed := fnv.New64a()
	_, _ = seed.Write([]byte(run.InputHash)) // never fails
	u := staffing.Uncertain{AHT: c.AHTS, Open: c.Open, Seconds: make([]float64, g.Len())}
	n := min(pathsOfRun, max(leastPathsOf, cellsOfPaths/max(1, g.Len())))
	for _, path := range future.Paths(n, seed.Sum64()) {
		u.Paths = append(u.Paths, layers.Widen(run.Curves.Contacts, c.Contacts, path))
	}
	for i := range u.Seconds {
		u.Seconds[i] = g.End(i).Sub(g.Start(i)).Seconds()
	}
	u.Patience, u.Concurrency = r.Goal.PatienceS, r.Concurrency
	if r.ByConcurrency() {
		u.Concurrency, u.Slower = 0, r.HandleTimes(1)
	}
	if !r.byCourse() {
		return u, nil
	}
	r.Curves = c
	return u, r.eachStretch(g, func(from, to int) error { return u.Follow(c.leadIn(g, from, to)) })
}

// certain is the requirement of the contacts that are not exceeded in the goal's
// share of the possible courses, with the forecast's own beside it. What the queue
// does is shown for the forecast.
func (r Requirement) certain(ctx context.Context, run Run, g grid.Grid, point RequirementCurves) (RequirementCurves, error) {
	u, err := r.uncertain(run, g, point)
	if err != nil {
		return point, err
	}
	contacts, err := u.Contacts(r.Goal.Certainty)
	if err != nil {
		return point, err
	}
	c, err := r.compute(ctx, g, RunCurves{Contacts: contacts, AHTS: point.AHTS}, point.Open)
	if err != nil {
		return point, err
	}
	r.addHeads(&point)
	c.CertainContacts, c.Contacts = contacts, point.Contacts
	c.PointFractional, c.PointAgents, c.PointScheduled = point.Fractional, point.Agents, point.Scheduled
	return c, r.perform(ctx, g, &c)
}

// perform sets what the queue does with the agents of each interval for the
// contacts that are forecast, by the method that found the agents.
func (r Requirement) perform(ctx context.Context, g grid.Grid, c *RequirementCurves) error {
	if r.byCourse() {
		return r.performByCourse(ctx, g, c)
	}
	goals, err := r.Goals()
	if err != nil {
		return err
	}
	for i, open := range c.Open {
		switch {
		case !open:
			continue
		case c.Contacts[i] == 0:
			c.perform(i, staffing.Performance{ServiceLevel: 1})
			continue
		}
		load, err := r.load(*c, i, g)
		if err != nil {
			return inInterval(g, i, err)
		}
		c.perform(i, staffing.Perform(load, goals, c.Agents[i]))
	}
	return nil
}

// staffedFor are the contacts that each interval's agents are required for.
func (c RequirementCurves) staffedFor() []float64 {
	if c.CertainContacts != nil {
		return c.CertainContacts
	}
	return c.Contacts
}

// CertaintyPrice is what it takes to keep a goal in a share of the possible courses.
type CertaintyPrice struct {
	Share      float64 // 0: the requirement of the forecast itself
	AgentHours float64 // of whole agents at work
	Scheduled  float64 // the same with shrinkage, hours of people to roster
	Extra      float64 // agent hours beyond those of the forecast itself; below 0 where fewer would do
	staffing.Assurance
	Days []CertaintyDay
}

// CertaintyDay is one day of it.
type CertaintyDay struct {
	Date       grid.Date
	AgentHours float64
	staffing.Assurance
}

// certaintyShares are those of the curve.
var certaintyShares = []float64{.5, .6, .7, .75, .8, .85, .9, .95}

// Certainty returns what each certainty costs a requirement, that of the forecast
// itself first, with how sure each makes the service level, of the whole and day by
// day. It is a *[NoCertaintyError] where certainty does not apply, or the forecast
// knows nothing of its errors.
func (s *Staffing) Certainty(ctx context.Context, scope auth.Scope, id int64) (Requirement, []CertaintyPrice, error) {
	r, err := s.store.Requirement(ctx, scope, id)
	if err != nil {
		return r, nil, err
	}
	if why := r.uncertainty(); why != "" {
		return r, nil, &NoCertaintyError{r.ForecastID, why}
	}
	run, err := s.runs.Run(ctx, scope, r.ForecastID)
	if err != nil {
		return r, nil, err
	}
	g, err := r.Grid()
	if err != nil {
		return r, nil, err
	}
	u, err := r.uncertain(run, g, r.Curves)
	if err != nil {
		return r, nil, err
	}
	prices, err := r.prices(ctx, g, u)
	return r, prices, err
}

func (r Requirement) prices(ctx context.Context, g grid.Grid, u staffing.Uncertain) ([]CertaintyPrice, error) {
	shares := slices.Clone(certaintyShares)
	if r.Goal.Certainty > 0 && !slices.Contains(shares, r.Goal.Certainty) {
		shares = append(shares, r.Goal.Certainty)
		slices.Sort(shares)
	}
	var prices []CertaintyPrice
	for _, share := range append([]float64{0}, shares...) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c, err := r.staffedWith(ctx, g, u, share)
		if err != nil {
			return nil, err
		}
		price, err := r.price(g, u, c)
		if err != nil {
			return nil, err
		}
		price.Share = share
		if len(prices) > 0 {
			price.Extra = price.AgentHours - prices[0].AgentHours
		}
		prices = append(prices, price)
	}
	return prices, nil
}

// staffedWith staffs the same forecast with another certainty, 0 for none.
func (r Requirement) staffedWith(ctx context.Context, g grid.Grid, u staffing.Uncertain, share float64) (RequirementCurves, error) {
	switch share {
	case r.Goal.Certainty:
		return r.Curves, nil
	case 0:
		return RequirementCurves{Agents: r.Curves.PointAgents, Scheduled: r.Curves.PointScheduled}, nil
	}
	contacts, err := u.Contacts(share)
	if err != nil {
		return RequirementCurves{}, err
	}
	c, err := r.compute(ctx, g, RunCurves{Contacts: contacts, AHTS: r.Curves.AHTS}, r.Curves.Open)
	r.addHeads(&c)
	return c, err
}

// price adds up what a staffing takes and says how sure it is.
func (r Requirement) price(g grid.Grid, u staffing.Uncertain, c RequirementCurves) (CertaintyPrice, error) {
	goals, err := r.Goals()
	if err != nil {
		return CertaintyPrice{}, err
	}
	p := CertaintyPrice{Days: make([]CertaintyDay, g.Days())}
	days := make([]int, g.Len())
	for i := range days {
		days[i] = g.DayOf(i)
		hours := u.Seconds[i] / 3600
		p.AgentHours += hours * c.Agents[i]
		p.Scheduled += hours * c.Scheduled[i]
		p.Days[days[i]].AgentHours += hours * c.Agents[i]
	}
	whole, byDay, err := staffing.Assure(u, c.Agents, goals, days)
	if err != nil {
		return p, err
	}
	p.Assurance = whole
	for k := range p.Days {
		p.Days[k].Date, p.Days[k].Assurance = g.Date(k), staffing.Assurance{Held: math.NaN(), Level: math.NaN()}
		if k < len(byDay) {
			p.Days[k].Assurance = byDay[k]
		}
	}
	return p, nil
}

// CellCertainty is how sure the people of one interval are to be enough.
type CellCertainty struct {
	Share     float64 // asked for; 0: none
	Contacts  float64 // not exceeded in that share of the courses; the forecast's where none was asked for
	Held      float64 // share of the courses in which every goal is met with the agents required
	PointHeld float64 // and with those that the forecast itself requires
	// What the forecast itself requires.
	PointFractional, PointAgents, PointScheduled float64
}

// certaintyAt says how sure one interval is; nil where nothing is known of it.
func (s *Staffing) certaintyAt(ctx context.Context, scope auth.Scope, r Requirement, g grid.Grid, i int) (*CellCertainty, error) {
	if r.uncertainty() != "" {
		return nil, nil
	}
	run, err := s.runs.Run(ctx, scope, r.ForecastID)
	if err != nil {
		return nil, err
	}
	u, err := r.uncertain(run, g, r.Curves)
	var unknown *NoCertaintyError
	if errors.As(err, &unknown) {
		return nil, nil // a forecast that keeps no errors has none to show
	}
	if err != nil {
		return nil, err
	}
	goals, err := r.Goals()
	if err != nil {
		return nil, err
	}
	c := r.Curves
	cell := CellCertainty{
		Share: r.Goal.Certainty, Contacts: c.staffedFor()[i],
		PointFractional: c.Fractional[i], PointAgents: c.Agents[i], PointScheduled: c.Scheduled[i],
	}
	if cell.Share > 0 {
		cell.PointFractional, cell.PointAgents, cell.PointScheduled = c.PointFractional[i], c.PointAgents[i], c.PointScheduled[i]
	}
	if cell.Held, err = staffing.Holds(u, i, c.Agents[i], goals); err != nil {
		return nil, err
	}
	cell.PointHeld, err = staffing.Holds(u, i, cell.PointAgents, goals)
	return &cell, err
}
