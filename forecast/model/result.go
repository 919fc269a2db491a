package model

import "github.com/muster-wfm/muster/workforce/grid"

// Result is a forecast with everything needed to judge it.
type Result struct {
	Grid grid.Grid // the horizon, in the site's zone
	Open []bool    // by interval: whether the weekday's hours hold it, or the day is a make-up workday
	Mean []float64 // expected contacts by interval; zero where closed
	// Bands by ascending level, each with a lower and an upper end per interval.
	Bands []Band
	// HandleSeconds is the expected handle time per contact by interval; nil
	// when the history knows none.
	HandleSeconds []float64
	HandleParts   *HandleParts // what it is made of; nil where no source says

	Days  []Total // of each local day of the horizon
	Weeks []Total // of each seven days from the first, the last perhaps shorter

	// Doubt is, by day, how far off what was never seen may make it, as a deviation on
	// the log scale; the bands above hold it. nil: no day is doubtful.
	Doubt []float64

	Combination Combination
	Candidates  []Candidate // best first
	ByLead      []BucketScore
	Origins     []OriginScore
	Coverage    []Coverage
	Reference   Score // of the median of the last six weeks, in the same back-test

	Flags   []Flag
	Drivers []DriverUse // what became of each driver
	Effects []Effect    // what moves demand, as far as it was learned
	Notes   []Note      // what the reader should know about how this came about

	Quality Quality // how far it can be relied on; unknown after [Refit]

	Plan        Plan         // what was settled on, to be followed again by [Refit]
	Calibration *Calibration // what the bands rest on
}

// Total is the forecast of several intervals together.
type Total struct {
	First, Last grid.Date
	Mean        float64
	Bands       []TotalBand
}

// TotalBand is the band of a total.
type TotalBand struct{ Level, Lo, Hi float64 }

// Candidate is a model that took part in the back-test.
type Candidate struct {
	Name, Family string
	Score        Score
	ByLead       []BucketScore
	Member       bool // of the combination
	Why          Note // it is one, or is not
}

// OriginScore is how the combination did from one origin.
type OriginScore struct {
	Origin grid.Date // the first day forecast
	Days   int
	Score  Score
}
