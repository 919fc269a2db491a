package capacity

import "github.com/muster-wfm/muster/workforce/grid"

// MaxWeeks bounds a plan: three years.
const MaxWeeks = 157

// Plan is what is to be computed.
type Plan struct {
	From      grid.Date // a Monday
	Weeks     int
	Groups    []Group
	Transfers []Transfer
}

// Group is people who are planned together.
type Group struct {
	Name     string
	Required []float64 // hours on contacts, waiting for them included, by week

	Starting  []Cohort
	Hours     float64 // paid by contract, a person and week
	Shrinkage []Shrinkage
	Attrition []Band
	Hazard    Hazard // in place of Attrition, where somebody knows better; nil: nobody does
	Training  Training
	Hires     []Hire
	Lead      int // weeks until the first hire can begin

	Overtime Overtime
	Vendors  []Vendor
	Tranches []Tranche

	Pay      int64 // a person and week, minor units
	HireCost int64 // a person hired
}

// Cohort is people who began together.
type Cohort struct {
	People float64
	Weeks  int // of employment when the plan begins
}

// Hire is people who begin in a week.
type Hire struct {
	Week   int // of the plan, the first being 0
	People float64
}

// Transfer moves people of all cohorts alike, trained ones only. They learn the
// other group's work as new people do, but for the first weeks of training.
type Transfer struct {
	From, To int // groups
	Week     int
	People   float64
	Training int // weeks before they work
}

// Shrinkage is paid time that is lost for one cause.
type Shrinkage struct {
	Name     string
	InOffice bool      // a share of present time; else of paid time
	Share    []float64 // by week; one number holds for all
}

func (s Shrinkage) on(week int) float64 {
	if len(s.Share) == 1 {
		return s.Share[0]
	}
	return s.Share[week]
}

// Band is the chance to leave for people of some tenure.
type Band struct {
	FromWeek int     // of employment, the first being 0
	Yearly   float64 // share that would leave within a year, 0 to below 1
}

// Hazard says how likely people leave.
type Hazard interface {
	// Leaving returns the chance, 0 to 1, that a person leaves in a week of the
	// plan, by weeks of employment.
	Leaving(week, tenure int) float64
}

// Training is how new people become productive.
type Training struct {
	Weeks        int       // before any work
	Cost         int64     // a trainee and week, beside pay
	Productivity []float64 // by week after training, share of full; the last holds on; none: at once
	Handle       []float64 // by week after training, handle time over that of experienced people; none: 1
}

// productivity of people so many weeks after training; before its end it is
// negative and they do nothing.
func (t Training) productivity(weeks int) float64 {
	if weeks < 0 {
		return 0
	}
	return at(t.Productivity, weeks, 1) / at(t.Handle, weeks, 1)
}

// settled is the week after training from which nothing changes.
func (t Training) settled() int { return max(0, len(t.Productivity)-1, len(t.Handle)-1) }

func at(values []float64, i int, none float64) float64 {
	if len(values) == 0 {
		return none
	}
	return values[min(i, len(values)-1)]
}

// Overtime is hours beyond the contract, used where hours are missing.
type Overtime struct {
	Cap     float64 // share of the hours on contacts of own people; 0: none
	Premium float64 // pay over that of a contract hour; 1.5 is half as much again
}

// Vendor is who can be asked for people.
type Vendor struct {
	Name     string
	Min, Max float64 // people in a tranche
	Lead     int     // weeks from the beginning of the plan until the first
	Weeks    int     // for which a tranche is taken
	Hours    float64 // on contacts, a person and week
	Price    int64   // a person and week, minor units
}

// Tranche is people of a vendor from a week on.
type Tranche struct {
	Vendor int
	Week   int
	People float64
}
