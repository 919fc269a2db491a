package forecast

import (
	"time"

	"github.com/muster-wfm/muster/forecast/accuracy"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/workforce/grid"
)

// RunState is where a forecast run is in its life.
type RunState string

// The states of a run.
const (
	RunQueued RunState = "queued"
	RunDone   RunState = "done"
	RunFailed RunState = "failed"
)

// Run is one forecast of one queue. Once done it never changes: what was known
// on its day can always be shown again, and the same input gives the same bytes.
type Run struct {
	ID        int64
	QueueID   int64
	SiteID    int64
	State     RunState
	Failure   string // why it failed
	Order     RunOrder
	Zone      string
	Minutes   int // interval length
	InputHash string
	Code      string // version of the program that computed it
	CreatedAt time.Time
	CreatedBy int64
	Report    Report
	Curves    RunCurves
}

// RunOrder is what a run was asked to do.
type RunOrder struct {
	QueueID int64
	From    grid.Date
	Days    int
	// AsOf is the first day whose history the run may not see; zero means From.
	AsOf    grid.Date
	Levels  []float64 // of the bands, 0..1; none means 0.80 and 0.95
	Origins int       // of the back-test; 0 for the default

	// Together are the queues whose forecasts are made to agree with that of their
	// total, ascending and with this one; nil: this one alone. Whoever orders says
	// by any list that is not nil that all queues of the order are meant.
	Together []int64
	// ColdStart is what to go by where there is less than a week of history.
	ColdStart *ColdStart
	// Adapted are the levels at which bands are drawn, settled when the run is
	// computed from how earlier runs did.
	Adapted []model.AdaptedLevel
}

// Report is everything needed to judge a run.
type Report struct {
	Combination model.Combination
	Candidates  []model.Candidate
	ByLead      []model.BucketScore
	Origins     []model.OriginScore
	Coverage    []model.Coverage
	Reference   model.Score
	Flags       []model.Flag
	Notes       []model.Note
	Quality     model.Quality
	Days, Weeks []model.Total
	Drivers     []model.DriverUse
	Effects     []model.Effect
	Inputs      []InputPart // what the numbers rest on; none in runs made before parts were kept
	Plan        model.Plan  // what was settled on; without members in runs made before plans were kept
}

// RunCurves are a run's numbers by interval, from the first of its first day on.
type RunCurves struct {
	Contacts []float64
	AHTS     []float64 // seconds; nil where history knows no handle time
	// What AHTS is made of, nil where no source tells.
	TalkS, HoldS, WrapS []float64

	Open  []bool
	Bands []model.Band
	// Calibration is what the bands rest on: it draws paths and gives bands to a
	// refit. Nil in runs made before it was kept.
	Calibration *model.Calibration
}

// Grid returns the run's intervals.
func (r Run) Grid() (grid.Grid, error) { return gridOf(r.Zone, r.Minutes, r.Order.From, r.Order.Days) }

// Made returns the run as far as scoring needs it. Its origin is the first day
// that it knew nothing of: that of its order, or the day on which it was
// computed where that is earlier.
func (r Run) Made() (accuracy.Made, error) {
	loc, err := time.LoadLocation(r.Zone)
	if err != nil {
		return accuracy.Made{}, err
	}
	on := grid.DateOf(r.CreatedAt.In(loc))
	origin := r.Order.From
	if !r.Order.AsOf.IsZero() {
		origin = r.Order.AsOf
	}
	if on.Before(origin) {
		origin = on
	}
	return accuracy.Made{Run: r.ID, Origin: origin, First: r.Order.From, Days: r.Order.Days, On: on}, nil
}

func gridOf(zone string, minutes int, from grid.Date, days int) (grid.Grid, error) {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return grid.Grid{}, err
	}
	return grid.New(loc, minutes, from, days)
}
