package ladder

import (
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Record is all that is known of a person, for requirements to be evaluated from. Each
// fact has the id by which its evidence is found. Facts are from their first day to
// the day before To; a To that is zero has not come.
type Record struct {
	Person       string
	Hired        grid.Date
	Spells       []Spell
	Leaves       []Leave
	Observations []Observation
	Certificates []Certificate
	Awards       []Award
	Trainings    []Training
	Nominations  []Nomination
	Boards       []BoardScore
	Sanctions    []Sanction
	// Unread are the registers that could not be read. What they would say is unknown,
	// not absent.
	Unread []Register
}

// Register is where facts of a kind come from.
type Register string

// The registers.
const (
	MetricRegister      Register = "metrics"
	CertificateRegister Register = "certificates"
	AwardRegister       Register = "awards"
	TrainingRegister    Register = "trainings"
	NominationRegister  Register = "nominations"
	BoardRegister       Register = "boards"
	SanctionRegister    Register = "sanctions"
)

// Spell is a time on a rung.
type Spell struct {
	ID, Rung string
	From, To grid.Date
}

// Leave is a time away. Protected leave, such as that of parents or the sick, pauses
// every clock and breaks no streak.
type Leave struct {
	ID        string
	From, To  grid.Date
	Protected bool
}

// Observation is a value of a metric on a day, or for a period that ends on it. What
// the person contests counts only as far as it makes no difference.
type Observation struct {
	ID, Metric string
	On         grid.Date
	Value      float64
	Weight     float64 // what it rests on, such as contacts; 0 counts as 1
	Contested  bool
}

// Certificate is one that a person holds.
type Certificate struct {
	ID, Code string
	From, To grid.Date
}

// Award is one that a person was elected to in a month.
type Award struct {
	ID, Code string
	Month    Month
}

// Training is what a person has been trained in.
type Training struct {
	ID, Course string
	On         grid.Date
	Hours      float64
}

// Nomination is a proposal by somebody else.
type Nomination struct {
	ID, By string
	On     grid.Date
}

// BoardScore is what a board has scored a person, 1 to 5.
type BoardScore struct {
	ID    string
	On    grid.Date
	Score float64
}

// Sanction is a disciplinary measure.
type Sanction struct {
	ID       string
	From, To grid.Date
}

// Month is a month of the calendar.
type Month struct {
	Year  int
	Month time.Month
}

// MonthOf is the month that a day is in.
func MonthOf(d grid.Date) Month { return Month{Year: d.Year, Month: d.Month} }

// Next is the month after, December's being January of the next year.
func (m Month) Next() Month { return m.plus(1) }

// plus moves by months.
func (m Month) plus(n int) Month {
	at := m.Year*12 + int(m.Month) - 1 + n
	return Month{Year: at / 12, Month: time.Month(at%12 + 1)}
}

// First is the first day of the month.
func (m Month) First() grid.Date { return grid.Date{Year: m.Year, Month: m.Month, Day: 1} }

// days is how many the month has.
func (m Month) days() int { return m.First().DaysUntil(m.Next().First()) }

// addMonths is the same day so many months later, or the last of that month where it
// has no such day.
func addMonths(d grid.Date, n int) grid.Date {
	m := MonthOf(d).plus(n)
	return grid.Date{Year: m.Year, Month: m.Month, Day: min(d.Day, m.days())}
}

// rung is the spell that a person is in on a day.
func (r *Record) rung(on grid.Date) (Spell, bool) {
	for _, s := range r.Spells {
		if !on.Before(s.From) && (s.To.IsZero() || on.Before(s.To)) {
			return s, true
		}
	}
	return Spell{}, false
}
