package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Person is somebody who handles contacts.
type Person struct {
	Versioned
	PersonFields
}

// PersonFields is what a planner decides about a person. Agreement and skills
// are those in force today; a change holds from validFrom on and leaves what
// held before as it was.
type PersonFields struct {
	Code          string         `json:"code" maxLength:"64" doc:"Personnel number, unique among people; the key of imports."`
	Name          string         `json:"name" maxLength:"200"`
	Email         string         `json:"email,omitempty" maxLength:"254"`
	SiteID        int64          `json:"siteId"`
	EmployerID    int64          `json:"employerId"`
	TeamID        *int64         `json:"teamId,omitempty"`
	AgreementID   *int64         `json:"agreementId,omitempty" doc:"Absent: none, and no roster will plan the person."`
	RotationWeeks *int           `json:"rotationWeeks,omitempty" doc:"By how many weeks the person's rotations begin later than the agreement's patterns say, 0 to 52; absent: 0."`
	HiredOn       Day            `json:"hiredOn" doc:"First day of employment."`
	LeftOn        *Day           `json:"leftOn,omitempty" doc:"Last day of employment; absent: still employed."`
	Skills        []SkillLevel   `json:"skills" maxItems:"200"`
	Availability  []Availability `json:"availability" maxItems:"100" doc:"When the person may be planned; empty: at any time."`
	ValidFrom     *Day           `json:"validFrom,omitempty" doc:"In an edit: first day on which a changed agreement or changed skills hold; absent: today. Never present in answers."`
}

// SkillLevel says how well a person holds a skill.
type SkillLevel struct {
	SkillID int64 `json:"skillId"`
	Level   int   `json:"level" doc:"1 (learning) to 5 (teaching)."`
}

// Availability is a stretch of every week in which a person may be planned.
type Availability struct {
	Weekday int   `json:"weekday" minimum:"1" maximum:"7" doc:"1 Monday to 7 Sunday; the day on which it begins."`
	From    Clock `json:"from"`
	To      Clock `json:"to" doc:"Before or at the start: on the next day."`
}

// peopleInput narrows the list of people.
type peopleInput struct {
	PageInput
	Site     int64  `query:"site" minimum:"1" doc:"Only people of the site."`
	Employer int64  `query:"employer" minimum:"1" doc:"Only people of the employer."`
	Team     int64  `query:"team" minimum:"1" doc:"Only people of the team."`
	Skill    int64  `query:"skill" minimum:"1" doc:"Only people who hold the skill today."`
	Text     string `query:"q" maxLength:"200" doc:"Only people whose code, name or e-mail address contains this."`
}

func (a Availability) toDomain() workforce.Availability {
	return workforce.Availability{Weekday: weekday(a.Weekday), From: int(a.From), To: nextDay(a.From, a.To)}
}

func (f PersonFields) check() error {
	_, err := workforce.NewPerson(f.toDomain(0, 0))
	return err
}

// toDomain returns a new person. What holds from when is added for an edit.
func (f PersonFields) toDomain(id, version int64) workforce.Person {
	p := workforce.Person{
		ID: id, Version: version, Code: f.Code, Name: f.Name, Email: f.Email,
		SiteID: f.SiteID, EmployerID: f.EmployerID, TeamID: orZero(f.TeamID),
		HiredOn: f.HiredOn.Date, LeftOn: dateOrNone(f.LeftOn),
		Availability: each(f.Availability, Availability.toDomain),
		Skills: each(f.Skills, func(s SkillLevel) workforce.SkillSpell {
			return workforce.SkillSpell{SkillID: s.SkillID, Level: s.Level, ValidFrom: dateOrNone(f.ValidFrom)}
		}),
	}
	if f.AgreementID != nil {
		p.Agreements = []workforce.AgreementSpell{{AgreementID: *f.AgreementID, ValidFrom: dateOrNone(f.ValidFrom), RotationWeeks: orZero(f.RotationWeeks)}}
	}
	return p
}

// today is the day on which answers show what is in force.
func (s *Server) today() grid.Date { return grid.DateOf(s.Workforce.Now().UTC()) }

// personOn shows a person with the agreement and skills of a day.
func personOn(p workforce.Person, day grid.Date) Person {
	return Person{Versioned: Versioned{ID: p.ID, Version: p.Version}, PersonFields: PersonFields{
		Code: p.Code, Name: p.Name, Email: p.Email,
		SiteID: p.SiteID, EmployerID: p.EmployerID, TeamID: orNone(p.TeamID), AgreementID: orNone(p.AgreementOn(day)), RotationWeeks: orNone(p.RotationWeeksOn(day)),
		HiredOn: Day{p.HiredOn}, LeftOn: dayOrNone(p.LeftOn),
		Skills: each(p.SkillsOn(day), func(s workforce.SkillSpell) SkillLevel {
			return SkillLevel{SkillID: s.SkillID, Level: s.Level}
		}),
		Availability: each(p.Availability, func(a workforce.Availability) Availability {
			return Availability{Weekday: workforce.ISOWeekday(a.Weekday), From: Clock(a.From), To: wall(a.To)}
		}),
	}}
}

// revisePerson lets a changed agreement and changed skills begin on a day and
// leaves what held before.
func revisePerson(now workforce.Person, f PersonFields, version int64, today grid.Date) workforce.Person {
	from := today
	if f.ValidFrom != nil {
		from = f.ValidFrom.Date
	}
	levels := make(map[int64]int, len(f.Skills))
	for _, s := range f.Skills {
		levels[s.SkillID] = s.Level
	}
	next := f.toDomain(now.ID, version)
	held := now.WithContract(orZero(f.AgreementID), orZero(f.RotationWeeks), from).WithSkills(levels, from)
	next.Agreements, next.Skills = held.Agreements, held.Skills
	return next
}

func (s *Server) registerPeople(api huma.API) {
	r := workforceResource[PersonFields, Person]("person", "people",
		"A person handles contacts, for one employer at one site.")
	r.tag = "People"
	r = fill(s, r, kept[PersonFields, Person, workforce.Person]{
		register: func(w *workforce.Service) *workforce.Register[workforce.Person] { return w.People },
		toDomain: PersonFields.toDomain,
		toAPI:    func(p workforce.Person) Person { return personOn(p, s.today()) },
		revise: func(now workforce.Person, f PersonFields, version int64) workforce.Person {
			return revisePerson(now, f, version, s.today())
		},
	})
	r.list = nil // people are listed with more filters
	crud(s, api, r)
	list := r.operation(http.MethodGet, "/people", "list-people", "List people")
	secured(s, api, list, r.read, s.listPeople)
}

func (s *Server) listPeople(ctx context.Context, scope auth.Scope, in *peopleInput) (*listOutput[Person], error) {
	filter := workforce.Filter{
		SiteIDs: given(in.Site), EmployerIDs: given(in.Employer), TeamIDs: given(in.Team), SkillIDs: given(in.Skill), Text: in.Text,
	}
	today := s.today()
	if in.Skill != 0 {
		filter.From, filter.To = today, today
	}
	page, err := s.Workforce.People.List(ctx, scope, filter, in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	return pageOf(each(page.Items, func(p workforce.Person) Person { return personOn(p, today) }), page.Next), nil
}

// given returns the one id of a filter, or none.
func given(id int64) []int64 {
	if id == 0 {
		return nil
	}
	return []int64{id}
}
