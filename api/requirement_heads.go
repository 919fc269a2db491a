package api

import "github.com/muster-wfm/muster/forecast"

// CellHeads is the people of an interval, each number with those before it.
type CellHeads struct {
	Available float64 `json:"available" doc:"Taking contacts."`
	Assigned  float64 `json:"assigned" doc:"With those whom unplanned work in the office takes away."`
	Present   float64 `json:"present" doc:"With those in planned meetings and training in the office."`
	Rostered  float64 `json:"rostered" doc:"With those who will not come, unplanned: whom the roster must give a shift."`
	Paid      float64 `json:"paid" doc:"With those on planned leave."`
}

// CellByCourse is how following the queue came to the people of an interval.
type CellByCourse struct {
	Stationary float64 `json:"stationary" doc:"Whole people by the formula, the interval by itself."`
	Added      float64 `json:"added" doc:"People beyond what the load that is really there asks for, for what is carried over."`
}

func headsOf(r forecast.Requirement, interval int) *CellHeads {
	h, known := r.Heads(interval)
	if !known {
		return nil
	}
	return &CellHeads{h.Available, h.Assigned, h.Present, h.Rostered, h.Paid}
}

func byCourseOf(r forecast.Requirement, interval int) *CellByCourse {
	c := r.Curves.Course
	if c == nil {
		return nil
	}
	return &CellByCourse{c.Stationary[interval], c.Added[interval]}
}
