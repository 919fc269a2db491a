package api

import (
	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/workforce"
)

// Absence is a stretch of days on which a person is away.
type Absence struct {
	Versioned
	AbsenceFields
}

// AbsenceFields is what is decided about an absence.
type AbsenceFields struct {
	From   Day    `json:"from"`
	To     Day    `json:"to" doc:"Last day, included."`
	Kind   string `json:"kind" enum:"vacation,sickness,training,parental,unpaid,other"`
	Status string `json:"status" enum:"requested,approved,refused,cancelled" doc:"Only an approved absence keeps a person off a roster."`
}

// Assignment is work that a person has been given outside the roster.
type Assignment struct {
	Versioned
	AssignmentFields
}

// AssignmentFields is what is decided about a fixed assignment.
type AssignmentFields struct {
	Date  Day    `json:"date" doc:"Day of the site on which it starts."`
	Start Clock  `json:"start"`
	End   Clock  `json:"end" doc:"Before the start: on the next day. A whole day is 00:00 to 24:00."`
	Note  string `json:"note,omitempty" maxLength:"500"`
}

func (f AbsenceFields) toDomain(person, id, version int64) workforce.Absence {
	return workforce.Absence{
		ID: id, Version: version, PersonID: person, From: f.From.Date, To: f.To.Date,
		Kind: workforce.AbsenceKind(f.Kind), Status: workforce.AbsenceStatus(f.Status),
	}
}

func (f AbsenceFields) check() error {
	_, err := workforce.NewAbsence(f.toDomain(1, 0, 0))
	return err
}

func absenceOf(a workforce.Absence) Absence {
	return Absence{
		Versioned:     Versioned{ID: a.ID, Version: a.Version},
		AbsenceFields: AbsenceFields{From: Day{a.From}, To: Day{a.To}, Kind: string(a.Kind), Status: string(a.Status)},
	}
}

func (f AssignmentFields) toDomain(person, id, version int64) workforce.Assignment {
	return workforce.Assignment{
		ID: id, Version: version, PersonID: person, Date: f.Date.Date,
		Start: int(f.Start), End: nextDay(f.Start, f.End), Note: f.Note,
	}
}

func (f AssignmentFields) check() error {
	_, err := workforce.NewAssignment(f.toDomain(1, 0, 0))
	return err
}

func assignmentOf(a workforce.Assignment) Assignment {
	return Assignment{
		Versioned:        Versioned{ID: a.ID, Version: a.Version},
		AssignmentFields: AssignmentFields{Date: Day{a.Date}, Start: Clock(a.Start), End: wall(a.End), Note: a.Note},
	}
}

func (s *Server) registerAbsences(api huma.API) {
	registerTimes(s, api, times[AbsenceFields, Absence, workforce.Absence]{
		one: "absence", many: "absences", about: "An absence is a stretch of days on which a person is away.",
		register: func(w *workforce.Service) *workforce.Register[workforce.Absence] { return w.Absences },
		toDomain: AbsenceFields.toDomain, toAPI: absenceOf,
		person: func(a workforce.Absence) int64 { return a.PersonID },
	})
	registerTimes(s, api, times[AssignmentFields, Assignment, workforce.Assignment]{
		one: "assignment", many: "assignments", about: "A fixed assignment is work that a person has been given outside the roster.",
		register: func(w *workforce.Service) *workforce.Register[workforce.Assignment] { return w.Assignments },
		toDomain: AssignmentFields.toDomain, toAPI: assignmentOf,
		person: func(a workforce.Assignment) int64 { return a.PersonID },
	})
}
