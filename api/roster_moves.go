package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Move changes what one person works on one day.
type Move struct {
	Op       string    `json:"op" enum:"put,remove,lock,unlock" doc:"put sets the day's shift, whatever stood there."`
	PersonID int64     `json:"personId" minimum:"1"`
	Day      Day       `json:"day"`
	Shift    *ShiftRow `json:"shift,omitempty" doc:"Of put."`
}

// ShiftRow is one shift; minutes are elapsed minutes after the first instant of
// its day.
type ShiftRow struct {
	StartMin int        `json:"startMin" minimum:"0" maximum:"1500"`
	EndMin   int        `json:"endMin" minimum:"1" maximum:"3000"`
	Template string     `json:"template,omitempty" maxLength:"64" doc:"Code of the shift template; absent: made by hand."`
	Letter   string     `json:"letter,omitempty" maxLength:"8"`
	QueueID  int64      `json:"queueId,omitempty" doc:"Queue that the shift covers; absent: the first that the person can serve."`
	Locked   bool       `json:"locked,omitempty"`
	PaidMin  int        `json:"paidMin,omitempty" doc:"Only in answers."`
	Breaks   []BreakRow `json:"breaks,omitempty" maxItems:"12" nullable:"false"`
}

func shiftRowOf(midnight time.Time, s scheduling.Shift) ShiftRow {
	minute := func(t time.Time) int { return int(t.Sub(midnight) / time.Minute) }
	row := ShiftRow{
		StartMin: minute(s.Start), EndMin: minute(s.End), Template: s.Template, Letter: s.Letter, QueueID: s.QueueID,
		Locked: s.Locked, PaidMin: int(s.Paid() / time.Minute), Breaks: []BreakRow{},
	}
	for _, p := range s.Pauses {
		row.Breaks = append(row.Breaks, BreakRow{minute(p.Start), int(p.End.Sub(p.Start) / time.Minute), string(p.Kind), p.Paid})
	}
	return row
}

func (row ShiftRow) toDomain(midnight time.Time) scheduling.Shift {
	at := func(minute int) time.Time { return midnight.Add(time.Duration(minute) * time.Minute) }
	s := scheduling.Shift{
		Start: at(row.StartMin), End: at(row.EndMin), Template: row.Template, Letter: row.Letter, QueueID: row.QueueID, Locked: row.Locked,
	}
	for _, b := range row.Breaks {
		s.Pauses = append(s.Pauses, scheduling.Pause{Start: at(b.StartMin), End: at(b.StartMin + b.Minutes), Kind: scheduling.PauseKind(b.Kind), Paid: b.Paid})
	}
	return s
}

// MovesToCheck are moves that are only tried.
type MovesToCheck struct {
	Moves []Move `json:"moves" minItems:"1" maxItems:"2000" nullable:"false"`
}

// MovesToMake are moves that are made together or not at all.
type MovesToMake struct {
	Moves []Move `json:"moves" minItems:"1" maxItems:"2000" nullable:"false"`
	Force bool   `json:"force,omitempty" doc:"Make them although they break rules."`
}

// Breach is a broken rule.
type Breach struct {
	Rule       string      `json:"rule"`
	PersonID   int64       `json:"personId" doc:"0 for team rules, which are nobody's own."`
	PersonName string      `json:"personName"`
	Days       []Day       `json:"days" nullable:"false"`
	Found      int         `json:"found" doc:"In the rule's own unit: minutes, days, weekends, shifts or people."`
	Limit      int         `json:"limit"`
	Subject    string      `json:"subject,omitempty" doc:"What the rule is about; the name of a team rule."`
	Message    string      `json:"message"`
	Team       *TeamBreach `json:"team,omitempty" doc:"Of team rules alone."`
}

// TeamBreach is a stretch of time in which a team rule is broken.
type TeamBreach struct {
	From    time.Time      `json:"from"`
	To      time.Time      `json:"to"`
	People  []RepairPerson `json:"people" nullable:"false" doc:"At work where the rule is broken most."`
	Minutes int            `json:"minutes" doc:"Person-minutes missing or too many."`
	Soft    bool           `json:"soft" doc:"It does not keep the roster from being published."`
}

func breachOf(b scheduling.Breach) Breach {
	out := Breach{
		Rule: string(b.Rule), PersonID: b.PersonID, PersonName: b.PersonName, Days: each(b.Days, func(d grid.Date) Day { return Day{d} }),
		Found: b.Found, Limit: b.Limit, Subject: b.Subject, Message: b.Message,
	}
	if b.PersonID == 0 {
		out.Team = &TeamBreach{From: b.From, To: b.To, People: each(b.Team, repairPersonOf), Minutes: b.Minutes, Soft: b.Soft}
	}
	return out
}

// MoveEffect is what moves would do.
type MoveEffect struct {
	CostDelta  RosterCost `json:"costDelta" doc:"Change of the objective; negative is better."`
	Violations []Breach   `json:"violations" nullable:"false" doc:"Of the people moved, and of team rules on their days, as they would be."`
	New        []Breach   `json:"newViolations" nullable:"false" doc:"Those that do not stand already."`
}

func effectOf(e scheduling.Effect) MoveEffect {
	return MoveEffect{CostDelta: costOf(e.Cost), Violations: each(e.Breaches, breachOf), New: each(e.New, breachOf)}
}

// MovesMade is what moves did.
type MovesMade struct {
	Version int64      `json:"version"`
	Effect  MoveEffect `json:"effect"`
	Cost    RosterCost `json:"cost"`
	Inverse []Move     `json:"inverse" nullable:"false" doc:"Undoes the moves when sent on the new version."`
}

type (
	movesCheckInput struct {
		IDInput
		Body MovesToCheck
	}
	movesCheckOutput struct{ Body MoveEffect }
	movesInput       struct {
		IDInput
		IfMatch
		Body MovesToMake
	}
	movesOutput struct {
		ETag string `header:"ETag"`
		Body MovesMade
	}
	breachesOutput struct{ Body PageOf[Breach] }
)

func (s *Server) registerRosterMoves(api huma.API) {
	check := rosterOperation(http.MethodPost, "/rosters/{id}/checks", "check-moves", "Try moves without making them")
	secured(s, api, check, auth.ReadRosters, s.checkMoves)
	secured(s, api, rosterOperation(http.MethodPost, "/rosters/{id}/moves", "make-moves", "Make moves, all or none"), auth.ManageRosters, s.makeMoves)
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}/violations", "list-violations", "Verify every rule for everybody"), auth.ReadRosters, s.listBreaches)
}

func (s *Server) checkMoves(ctx context.Context, scope auth.Scope, in *movesCheckInput) (*movesCheckOutput, error) {
	r, err := s.Scheduling.Roster(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	moves, err := movesToDomain(r, in.Body.Moves)
	if err != nil {
		return nil, err
	}
	effect, err := s.Scheduling.Try(ctx, scope, in.ID, moves)
	return &movesCheckOutput{Body: effectOf(effect)}, err
}

func movesToDomain(r scheduling.Roster, moves []Move) ([]scheduling.Move, error) {
	g, err := r.Grid()
	if err != nil {
		return nil, err
	}
	out := make([]scheduling.Move, len(moves))
	for i, m := range moves {
		out[i] = scheduling.Move{Op: scheduling.Op(m.Op), PersonID: m.PersonID, Day: m.Day.Date}
		if m.Op == string(scheduling.Put) {
			out[i].Shift = orZero(m.Shift).toDomain(m.Day.Start(g.Location()))
			out[i].Shift.PersonID, out[i].Shift.Day = m.PersonID, m.Day.Date
		}
	}
	return out, nil
}

func movesOf(r scheduling.Roster, moves []scheduling.Move) ([]Move, error) {
	g, err := r.Grid()
	if err != nil {
		return nil, err
	}
	return each(moves, func(m scheduling.Move) Move {
		out := Move{Op: string(m.Op), PersonID: m.PersonID, Day: Day{m.Day}}
		if m.Op == scheduling.Put {
			row := shiftRowOf(m.Day.Start(g.Location()), m.Shift)
			out.Shift = &row
		}
		return out
	}), nil
}

func (s *Server) makeMoves(ctx context.Context, scope auth.Scope, in *movesInput) (*movesOutput, error) {
	r, err := s.Scheduling.Roster(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	moves, err := movesToDomain(r, in.Body.Moves)
	if err != nil {
		return nil, err
	}
	done, err := s.Scheduling.Apply(ctx, scope, in.ID, in.version(), moves, in.Body.Force)
	if err != nil {
		return nil, err
	}
	return movesMade(done)
}

func movesMade(done scheduling.Applied) (*movesOutput, error) {
	inverse, err := movesOf(done.Roster, done.Inverse)
	return &movesOutput{
		ETag: etag(done.Roster.Version),
		Body: MovesMade{Version: done.Roster.Version, Effect: effectOf(done.Effect), Cost: costOf(done.Roster.Cost), Inverse: inverse},
	}, err
}

func (s *Server) listBreaches(ctx context.Context, scope auth.Scope, in *IDInput) (*breachesOutput, error) {
	plan, err := s.Scheduling.Open(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &breachesOutput{Body: PageOf[Breach]{Items: each(plan.Breaches(), breachOf)}}, nil
}
