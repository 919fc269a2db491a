package rules

// Shift is one stretch of work as the rules see it.
type Shift struct {
	Day        int    // the local day on which it starts
	Start, End int    // minutes since the first instant of the horizon
	Paid       int    // paid minutes in it
	Class      string // what caps count, for example "night"; may be empty
}

// Absence is an approved day away: no shift may touch any minute of that day.
type Absence struct {
	Day  int
	Paid int // minutes credited to the week and the period; 0 for unpaid leave
}

// Window is a stretch of a local day, or of several, in which a person can
// work. A person with no windows can always work; one with any can work only
// shifts that lie wholly inside one of them.
type Window struct {
	Day        int // the local day whose clock From and To are read on
	Start, End int // minutes since the first instant of the horizon
}

// Person is what the rules must know of somebody.
type Person struct {
	Agreement Agreement
	// Past holds the shifts worked before the horizon, in order of day.
	Past []Shift
	// PastDays is how many days before the horizon are known; those of them
	// without a shift in Past were days off.
	PastDays int
	// Limited says that Windows apply even when there are none of them.
	Limited bool
	Windows []Window
	// Absences are in order of day, at most one a day.
	Absences []Absence
	// Fixed are shifts that must stand in the roster exactly so.
	Fixed []Shift
}

// Away returns the absence of a day and whether there is one.
func (p Person) Away(day int) (Absence, bool) {
	for _, a := range p.Absences {
		if a.Day == day {
			return a, true
		}
	}
	return Absence{}, false
}
