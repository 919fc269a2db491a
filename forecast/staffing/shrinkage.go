package staffing

// Shrinkage is paid time in which people are not available for contacts.
type Shrinkage struct {
	InOffice    float64 // share of present time: meetings, coaching, system trouble
	OutOfOffice float64 // share of paid time: leave, sickness, training elsewhere
}

// ShrinkageCategory is one cause of shrinkage with its share.
type ShrinkageCategory struct {
	Name     string
	Share    float64
	InOffice bool // the person is present: a share of present time, not of paid time
	Planned  bool // known when the roster is made: leave, training, a weekly meeting
}

// ShrinkageOf adds up categories. Shares of the same time add, while time in
// the office is only what absence leaves: in all 1 - (1-in)(1-out) is lost.
func ShrinkageOf(categories []ShrinkageCategory) (Shrinkage, error) {
	var s Shrinkage
	for _, c := range categories {
		if !(c.Share >= 0 && c.Share < 1) {
			return Shrinkage{}, refused("shrinkage for "+c.Name, c.Share, "a share of at least 0 and below 1")
		}
		if c.InOffice {
			s.InOffice += c.Share
		} else {
			s.OutOfOffice += c.Share
		}
	}
	return s, s.validate()
}

// PartedShrinkage is shrinkage with what is planned apart from what is not: a
// roster knows of leave before it is made, and of sickness only on the day.
type PartedShrinkage struct {
	Planned, Unplanned Shrinkage
}

// PartShrinkage adds up categories, planned and unplanned apart.
func PartShrinkage(categories []ShrinkageCategory) (PartedShrinkage, error) {
	if _, err := ShrinkageOf(categories); err != nil {
		return PartedShrinkage{}, err
	}
	var parts PartedShrinkage
	for _, c := range categories {
		part := &parts.Unplanned
		if c.Planned {
			part = &parts.Planned
		}
		if c.InOffice {
			part.InOffice += c.Share
		} else {
			part.OutOfOffice += c.Share
		}
	}
	return parts, nil
}

// All returns both together: shares of the same time add.
func (s PartedShrinkage) All() Shrinkage {
	return Shrinkage{s.Planned.InOffice + s.Unplanned.InOffice, s.Planned.OutOfOffice + s.Unplanned.OutOfOffice}
}

// Headcount is how many people it takes so that agents are available, from the
// queue outwards. Each includes those before it.
type Headcount struct {
	Available float64 // taking contacts
	Assigned  float64 // and those whom unplanned work in the office takes away: whom the roster must leave free for contacts
	Present   float64 // and those in planned meetings and training in the office
	Rostered  float64 // and those who will not come, unplanned: whom the roster must give a shift
	Paid      float64 // and those on planned leave
}

// Heads returns the people it takes so that agents are available. Shares in the
// office are of present time, others of paid time, so that
//
//	paid = agents / ((1-in)(1-out)), rostered = paid · (1 - planned out)
func (s PartedShrinkage) Heads(agents float64) Headcount {
	all := s.All()
	h := Headcount{Available: agents, Paid: all.Scheduled(agents)}
	h.Present = agents / (1 - all.InOffice)
	h.Assigned = h.Present * (1 - s.Planned.InOffice)
	h.Rostered = h.Paid * (1 - s.Planned.OutOfOffice)
	return h
}

func (s Shrinkage) validate() error {
	for _, share := range [...]float64{s.InOffice, s.OutOfOffice} {
		if !(share >= 0 && share <= maxShrinkage) {
			return refused("shrinkage", share, "a share from 0 to 0.99")
		}
	}
	return nil
}

const (
	maxShrinkage = 0.99
	leastShare   = 1e-6 // a limit below it is no limit anyone can keep
)

// Total returns the share of paid time lost to both.
func (s Shrinkage) Total() float64 { return 1 - s.available() }

func (s Shrinkage) available() float64 { return (1 - s.InOffice) * (1 - s.OutOfOffice) }

// Scheduled returns how many people must be paid so that agents are available.
func (s Shrinkage) Scheduled(agents float64) float64 { return agents / s.available() }

// ScheduledWhole returns how many whole people must be paid so that a whole number
// of agents are available, rounded up by decimal intent.
func (s Shrinkage) ScheduledWhole(agents int) int { return int(roundUp(s.Scheduled(float64(agents)))) }
