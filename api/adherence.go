package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling/adherence"
	"github.com/muster-wfm/muster/scheduling/attendance"
	"github.com/muster-wfm/muster/workforce"
)

// AdherenceTerms are what a site agrees to count.
type AdherenceTerms struct {
	GraceS     int64 `json:"graceS" doc:"A departure that lasts no longer does not count."`
	Outside    bool  `json:"outside" doc:"Work outside of the shift counts as a departure."`
	AwayIsWork bool  `json:"awayIsWork" doc:"Meetings and training count as work."`
}

func adherenceTermsOf(t attendance.Terms) AdherenceTerms {
	return AdherenceTerms{int64(t.Grace / time.Second), t.Outside, t.AwayIsWork}
}

// AdherenceSum adds up shifts of which something is known, as totals.
type AdherenceSum struct {
	Adherence   *float64 `json:"adherence,omitempty" doc:"1 − out ÷ scheduled, 0 to 1; absent: nothing is known."`
	Conformance *float64 `json:"conformance,omitempty" doc:"Worked ÷ work scheduled, may be above 1; absent: nothing is known."`
	ScheduledS  int64    `json:"scheduledS"`
	WorkS       int64    `json:"workS" doc:"Of what was scheduled."`
	WorkedS     int64    `json:"workedS"`
	OutS        int64    `json:"outS" doc:"Out of adherence."`
	Exceptions  int      `json:"exceptions"`
	Known       int      `json:"known" doc:"Shifts of which something was recorded."`
	Unknown     int      `json:"unknown" doc:"Shifts of which nothing was: neither kept nor broken."`
}

func adherenceSumOf(s attendance.Sum) AdherenceSum {
	out := AdherenceSum{
		ScheduledS: seconds(s.Scheduled), WorkS: seconds(s.Work), WorkedS: seconds(s.Worked), OutS: seconds(s.Out),
		Exceptions: s.Exceptions, Known: s.Known, Unknown: s.Unknown,
	}
	out.Adherence, out.Conformance = ifKnown(s.Adherence()), ifKnown(s.Conformance())
	return out
}

func seconds(d time.Duration) int64 { return int64(d / time.Second) }

// ifKnown is a figure, or nil where there is none.
func ifKnown(value float64, is bool) *float64 {
	if !is {
		return nil
	}
	return &value
}

// AdherencePerson is one person's part.
type AdherencePerson struct {
	PersonID int64  `json:"personId"`
	Code     string `json:"code"`
	Name     string `json:"name"`
	TeamID   *int64 `json:"teamId,omitempty"`
	TeamName string `json:"teamName"`
	AdherenceSum
}

// AdherenceTeam is one team's part.
type AdherenceTeam struct {
	TeamID *int64 `json:"teamId,omitempty" doc:"Absent: those of no team."`
	Name   string `json:"name"`
	AdherenceSum
}

// AdherenceReport is what came of a site's published shifts.
type AdherenceReport struct {
	From   Day               `json:"from"`
	To     Day               `json:"to"`
	Terms  AdherenceTerms    `json:"terms"`
	Total  AdherenceSum      `json:"total"`
	Teams  []AdherenceTeam   `json:"teams" nullable:"false" doc:"In order of name."`
	People []AdherencePerson `json:"people" nullable:"false" doc:"Those who had shifts, in order of code."`
}

// AdherenceSpell is an activity from one moment to another.
type AdherenceSpell struct {
	From     time.Time `json:"from"`
	To       time.Time `json:"to"`
	Activity string    `json:"activity" enum:"work,pause,away,off"`
}

// AdherenceException is a departure that counts.
type AdherenceException struct {
	From      time.Time `json:"from"`
	To        time.Time `json:"to"`
	Scheduled string    `json:"scheduled" enum:"work,pause,away,off"`
	Actual    string    `json:"actual" enum:"work,pause,away,off"`
}

// AdherenceDay is a published shift beside what was recorded.
type AdherenceDay struct {
	Day         Day                  `json:"day" doc:"On which the shift starts."`
	Start       time.Time            `json:"start"`
	End         time.Time            `json:"end"`
	Known       bool                 `json:"known" doc:"False: nothing was recorded."`
	KnownUntil  *time.Time           `json:"knownUntil,omitempty" doc:"Where the records of this person end within the shift: the rest is not accounted for. Absent: the whole shift is."`
	Adherence   *float64             `json:"adherence,omitempty"`
	Conformance *float64             `json:"conformance,omitempty"`
	OutS        int64                `json:"outS"`
	Scheduled   []AdherenceSpell     `json:"scheduled" nullable:"false"`
	Actual      []AdherenceSpell     `json:"actual" nullable:"false" doc:"Also a little before and after the shift."`
	Exceptions  []AdherenceException `json:"exceptions" nullable:"false"`
}

func adherenceDayOf(d attendance.Day) AdherenceDay {
	out := AdherenceDay{
		Day: Day{d.Day}, Start: d.Start.UTC(), End: d.End.UTC(), Known: d.Account.Known,
		Adherence: ifKnown(d.Account.Adherence()), Conformance: ifKnown(d.Account.Conformance()), OutS: seconds(d.Account.Out),
		Scheduled: each(d.Scheduled, adherenceSpellOf), Actual: each(d.Actual, adherenceSpellOf),
		Exceptions: each(d.Account.Exceptions, func(e adherence.Exception) AdherenceException {
			return AdherenceException{e.From.UTC(), e.To.UTC(), string(e.Scheduled), string(e.Actual)}
		}),
	}
	if d.Account.Known && !d.Until.IsZero() {
		until := d.Until.UTC()
		out.KnownUntil = &until
	}
	return out
}

func adherenceSpellOf(s adherence.Spell) AdherenceSpell {
	return AdherenceSpell{s.From.UTC(), s.To.UTC(), string(s.Activity)}
}

// PersonAdherence is what came of one person's shifts.
type PersonAdherence struct {
	PersonID int64          `json:"personId"`
	Code     string         `json:"code"`
	Name     string         `json:"name"`
	Zone     string         `json:"zone" doc:"Clock of the person's site."`
	From     Day            `json:"from"`
	To       Day            `json:"to"`
	Terms    AdherenceTerms `json:"terms"`
	Total    AdherenceSum   `json:"total"`
	Days     []AdherenceDay `json:"days" nullable:"false" doc:"A shift each that has ended, in order."`
}

func personAdherenceOf(o attendance.Own) PersonAdherence {
	return PersonAdherence{
		PersonID: o.PersonID, Code: o.Code, Name: o.Name, Zone: o.Zone, From: Day{o.From}, To: Day{o.To},
		Terms: adherenceTermsOf(o.Terms), Total: adherenceSumOf(o.Sum), Days: each(o.Days, adherenceDayOf),
	}
}

// AdherencePeriod chooses days.
type AdherencePeriod struct {
	From Day `query:"from" doc:"First day; absent: four weeks up to the last."`
	To   Day `query:"to" doc:"Last day, at most 92 in all; absent: today."`
}

func (p AdherencePeriod) toDomain() attendance.Period {
	return attendance.Period{From: p.From.Date, To: p.To.Date}
}

type (
	siteAdherenceInput struct {
		IDInput
		AdherencePeriod
		TeamIDs   []int64 `query:"teamId,explode" maxItems:"500" doc:"Only these teams."`
		PersonIDs []int64 `query:"personId,explode" maxItems:"500" doc:"Only these people."`
	}
	personAdherenceInput struct {
		IDInput
		AdherencePeriod
	}
	adherenceTermsInput struct {
		IDInput
		IfMatch
		Body AdherenceTerms
	}
	adherenceTermsOutput struct {
		ETag string `header:"ETag" doc:"The version in quotes; \"0\": the site has the usual terms."`
		Body AdherenceTerms
	}
)

func (s *Server) registerAdherence(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Adherence"},
			Description: "Published shifts beside what the switch recorded. Adherence is 1 − time out of it ÷ time scheduled, conformance is work done ÷ work scheduled; both of totals. A shift of which nothing was recorded is not known; one on a day of approved leave is not asked for.",
		}
	}
	own := op(http.MethodGet, "/me/adherence", "get-own-adherence", "See how one kept one's own shifts")
	own.Tags = []string{"Me"}
	secured(s, api, op(http.MethodGet, "/sites/{id}/adherence", "get-site-adherence", "See how a site's people kept their shifts"), auth.ReadRosters, s.siteAdherence)
	secured(s, api, op(http.MethodGet, "/people/{id}/adherence", "get-person-adherence", "See how somebody kept their shifts, day by day"), auth.ReadRosters, s.personAdherence)
	secured(s, api, own, auth.ReadOwnSchedule, s.ownAdherence)
	secured(s, api, op(http.MethodGet, "/sites/{id}/adherence/terms", "get-adherence-terms", "See what a site counts as a departure"), auth.ReadRosters, s.adherenceTerms)
	secured(s, api, op(http.MethodPut, "/sites/{id}/adherence/terms", "set-adherence-terms", "Say what a site counts as a departure"), auth.ManageRosters, s.setAdherenceTerms)
	s.registerAttendanceFile(api)
}

func (s *Server) siteAdherence(ctx context.Context, scope auth.Scope, in *siteAdherenceInput) (*whole[AdherenceReport], error) {
	r, err := s.Attendance.Report(ctx, scope, in.ID, in.toDomain(), workforce.Filter{TeamIDs: in.TeamIDs, PersonIDs: in.PersonIDs})
	if err != nil {
		return nil, err
	}
	return &whole[AdherenceReport]{AdherenceReport{
		From: Day{r.From}, To: Day{r.To}, Terms: adherenceTermsOf(r.Terms), Total: adherenceSumOf(r.Total),
		Teams: each(r.Teams, func(t attendance.TeamSum) AdherenceTeam {
			return AdherenceTeam{orNone(t.TeamID), t.Name, adherenceSumOf(t.Sum)}
		}),
		People: each(r.People, func(p attendance.PersonSum) AdherencePerson {
			return AdherencePerson{p.PersonID, p.Code, p.Name, orNone(p.TeamID), p.TeamName, adherenceSumOf(p.Sum)}
		}),
	}}, nil
}

func (s *Server) personAdherence(ctx context.Context, scope auth.Scope, in *personAdherenceInput) (*whole[PersonAdherence], error) {
	own, err := s.Attendance.Person(ctx, scope, in.ID, in.toDomain())
	if err != nil {
		return nil, err
	}
	return &whole[PersonAdherence]{personAdherenceOf(own)}, nil
}

func (s *Server) ownAdherence(ctx context.Context, scope auth.Scope, in *AdherencePeriod) (*whole[PersonAdherence], error) {
	own, err := s.Attendance.Mine(ctx, scope, in.toDomain())
	if err != nil {
		return nil, err
	}
	return &whole[PersonAdherence]{personAdherenceOf(own)}, nil
}

func (s *Server) adherenceTerms(ctx context.Context, scope auth.Scope, in *IDInput) (*adherenceTermsOutput, error) {
	t, err := s.Attendance.Terms(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &adherenceTermsOutput{ETag: etag(t.Version), Body: adherenceTermsOf(t)}, nil
}

func (s *Server) setAdherenceTerms(ctx context.Context, scope auth.Scope, in *adherenceTermsInput) (*adherenceTermsOutput, error) {
	t, err := s.Attendance.SetTerms(ctx, scope, attendance.Terms{SiteID: in.ID, Version: in.version(), Terms: adherence.Terms{
		// What is no number of seconds that can be is refused, not wrapped round.
		Grace: time.Duration(min(max(in.Body.GraceS, -1), 1e6)) * time.Second, Outside: in.Body.Outside, AwayIsWork: in.Body.AwayIsWork,
	}})
	if err != nil {
		return nil, err
	}
	return &adherenceTermsOutput{ETag: etag(t.Version), Body: adherenceTermsOf(t)}, nil
}
