package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/format"
	"github.com/muster-wfm/muster/internal/auth"
)

// Ladder is a version of a career ladder.
type Ladder struct {
	Versioned
	Code        string      `json:"code"`
	Number      int         `json:"number" doc:"Of the version."`
	Name        CareerNames `json:"name"`
	State       string      `json:"state" enum:"draft,published,replaced"`
	Hash        string      `json:"hash" doc:"SHA-256 of the document."`
	PublishedAt *time.Time  `json:"publishedAt,omitempty"`
	CreatedAt   time.Time   `json:"createdAt"`
}

// LadderReport is a version with all that is in it and who stands on it.
type LadderReport struct {
	Ladder
	Document  map[string]any     `json:"document" doc:"In the form muster-ladder/1."`
	Rungs     []LadderRung       `json:"rungs" nullable:"false"`
	Faults    []LadderFault      `json:"faults" nullable:"false" doc:"All that keeps it from being published now."`
	Changes   []LadderDifference `json:"changes" nullable:"false" doc:"What it has otherwise than the version in force, or before it."`
	Catalogue LadderCatalogue    `json:"catalogue"`
}

// LadderRung is a rung with the people on it today.
type LadderRung struct {
	Code    string      `json:"code"`
	Name    CareerNames `json:"name"`
	Holders int         `json:"holders"`
	Places  *int        `json:"places,omitempty" doc:"Absent: no limit."`
}

// LadderFault is one thing that is wrong.
type LadderFault struct {
	Kind     string `json:"kind"`
	Where    string `json:"where"`
	Found    string `json:"found"`
	Expected string `json:"expected"`
	Part     []int  `json:"part" nullable:"false" doc:"Of a requirement: its place among those of the move, counted from 1 group by group; empty: all that the move asks."`
	Field    string `json:"field,omitempty" doc:"Of a requirement: the field of the document that is wrong; absent where no requirement is meant."`
}

// LadderDifference is one thing that two versions do not have alike.
type LadderDifference struct {
	Kind  string `json:"kind" enum:"added,removed,changed"`
	Part  string `json:"part" enum:"rung,track,move"`
	Which string `json:"which"`
	Field string `json:"field,omitempty"`
}

// LadderCatalogue is what requirements may speak of.
type LadderCatalogue struct {
	Metrics      []string `json:"metrics" nullable:"false"`
	Certificates []string `json:"certificates" nullable:"false"`
	Awards       []string `json:"awards" nullable:"false"`
	Courses      []string `json:"courses" nullable:"false"`
}

// NewLadder begins a draft.
type NewLadder struct {
	Code string `json:"code,omitempty" maxLength:"64" doc:"Of a new ladder, which begins as the ready one of a contact centre."`
	Of   int64  `json:"of,omitempty" doc:"Instead: a version whose successor is begun."`
}

// LadderDocument is the new content of a draft.
type LadderDocument struct {
	Document map[string]any `json:"document" doc:"In the form muster-ladder/1; code and version stay what they are."`
}

// LadderTrial asks who would pass a move of a version.
type LadderTrial struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// TriedLadder is who would pass.
type TriedLadder struct {
	People  []TriedPerson `json:"people" nullable:"false"`
	Passes  int           `json:"passes"`
	Fails   int           `json:"fails"`
	Unknown int           `json:"unknown"`
}

// TriedPerson is somebody by a version that need not be in force.
type TriedPerson struct {
	CareerPerson
	Move CareerMove `json:"move"`
}

// RungPlacement puts somebody on a rung by hand.
type RungPlacement struct {
	Ladder string `json:"ladder" maxLength:"64"`
	Rung   string `json:"rung" maxLength:"64"`
	From   Day    `json:"from" doc:"First day on it."`
	Reason string `json:"reason" minLength:"3" maxLength:"500"`
}

func ladderOf(k careers.KeptLadder) Ladder {
	return Ladder{
		Versioned: Versioned{k.ID, k.Version}, Code: k.Ladder.Code, Number: k.Ladder.Version, Name: CareerNames(k.Ladder.Name), State: string(k.State), Hash: k.Hash,
		PublishedAt: orNone(k.PublishedAt), CreatedAt: k.CreatedAt,
	}
}

type (
	newLadderInput struct {
		OnceInput
		Body NewLadder
	}
	ladderInput struct {
		IDInput
		IfMatch
		Body LadderDocument
	}
	careerVersionInput struct {
		IDInput
		IfMatch
	}
	ladderTrialInput struct {
		IDInput
		Body LadderTrial
	}
	ladderTrialOutput  struct{ Body TriedLadder }
	rungPlacementInput struct {
		IDInput
		Body RungPlacement
	}
)

const aboutLadders = "A ladder is a directed graph of rungs and the moves between them, with what each move asks. A published version never changes; of each ladder one is in force."

func (s *Server) registerLadders(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return careerOperation(method, path, id, summary, aboutLadders)
	}
	secured(s, api, op(http.MethodGet, "/ladders", "list-ladders", "List every version, the newest first"), auth.ReadCareers, s.listLadders)
	begin := op(http.MethodPost, "/ladders", "create-ladder", "Begin a ladder, or the next version of one")
	begin.DefaultStatus = http.StatusCreated
	secured(s, api, begin, auth.ManageCareers, s.beginLadder)
	secured(s, api, op(http.MethodGet, "/ladders/{id}", "get-ladder", "Get a version with who stands on it"), auth.ReadCareers, s.getLadder)
	secured(s, api, op(http.MethodPut, "/ladders/{id}", "replace-ladder", "Change a draft"), auth.ManageCareers, s.changeLadder)
	secured(s, api, op(http.MethodDelete, "/ladders/{id}", "delete-ladder", "Forget a draft"), auth.ManageCareers, s.forgetLadder)
	secured(s, api, op(http.MethodPost, "/ladders/{id}/publication", "publish-ladder", "Put a draft in force"), auth.ManageCareers, s.publishLadder)
	secured(s, api, op(http.MethodPost, "/ladders/{id}/trials", "try-ladder", "See who would pass a move"), auth.ReadCareers, s.tryLadder)
	place := op(http.MethodPost, "/people/{id}/rungs", "place-person", "Put somebody on a rung by hand")
	place.DefaultStatus = http.StatusNoContent
	secured(s, api, place, auth.ManageCareers, s.placePerson)
}

func (s *Server) listLadders(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[Ladder], error) {
	list, err := s.Careers.Ladders.Ladders(ctx, scope)
	if err != nil {
		return nil, err
	}
	return pageOf(each(list, ladderOf), ""), nil
}

func (s *Server) beginLadder(ctx context.Context, scope auth.Scope, in *newLadderInput) (*entityOutput[LadderReport], error) {
	return s.ladderAnswer(ctx, scope)(s.Careers.Ladders.Begin(ctx, scope, in.Body.Code, in.Body.Of))
}

func (s *Server) getLadder(ctx context.Context, scope auth.Scope, in *IDInput) (*entityOutput[LadderReport], error) {
	return s.ladderAnswer(ctx, scope)(s.Careers.Ladders.Ladder(ctx, scope, in.ID))
}

func (s *Server) changeLadder(ctx context.Context, scope auth.Scope, in *ladderInput) (*entityOutput[LadderReport], error) {
	document, err := json.Marshal(in.Body.Document)
	if err != nil {
		return nil, err
	}
	if _, err := s.Careers.Ladders.Ladder(ctx, scope, in.ID); err != nil {
		return nil, err
	}
	changed, err := s.Careers.Ladders.Change(ctx, scope, in.ID, in.version(), document)
	return s.ladderAnswer(ctx, scope)(changed, documentProblem(err))
}

func (s *Server) forgetLadder(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{}, error) {
	return nil, s.Careers.Ladders.Forget(ctx, scope, in.ID)
}

func (s *Server) publishLadder(ctx context.Context, scope auth.Scope, in *careerVersionInput) (*entityOutput[LadderReport], error) {
	return s.ladderAnswer(ctx, scope)(s.Careers.Ladders.Publish(ctx, scope, in.ID, in.version()))
}

// ladderAnswer answers with a version and all that belongs to it.
func (s *Server) ladderAnswer(ctx context.Context, scope auth.Scope) func(careers.KeptLadder, error) (*entityOutput[LadderReport], error) {
	return func(k careers.KeptLadder, err error) (*entityOutput[LadderReport], error) {
		if err != nil {
			return nil, err
		}
		report, err := s.ladderReport(ctx, scope, k)
		if err != nil {
			return nil, err
		}
		return &entityOutput[LadderReport]{ETag: etag(k.Version), Location: basePath + "/ladders/" + strconv.FormatInt(k.ID, 10), Body: report}, nil
	}
}

func (s *Server) ladderReport(ctx context.Context, scope auth.Scope, k careers.KeptLadder) (LadderReport, error) {
	out := LadderReport{Ladder: ladderOf(k), Rungs: []LadderRung{}, Faults: []LadderFault{}, Changes: []LadderDifference{}}
	var written bytes.Buffer
	if err := format.Write(&written, k.Ladder); err != nil {
		return out, err
	}
	if err := json.Unmarshal(written.Bytes(), &out.Document); err != nil {
		return out, err
	}
	holders, err := s.Careers.Ladders.Holders(ctx, scope, k.Ladder.Code)
	if err != nil {
		return out, err
	}
	for _, r := range k.Ladder.Rungs {
		rung := LadderRung{Code: r.Code, Name: CareerNames(r.Name), Holders: holders[r.Code]}
		if places, limited := r.Headcount.PlacesIn(holders); limited {
			rung.Places = &places
		}
		out.Rungs = append(out.Rungs, rung)
	}
	if k.State == careers.Draft {
		faults, err := s.Careers.Ladders.Faults(ctx, scope, k)
		if err != nil {
			return out, err
		}
		out.Faults = each(faults, func(f *ladder.Fault) LadderFault {
			return LadderFault{string(f.Kind), f.Where, f.Found, f.Expected, orEmpty(f.Part), f.Field}
		})
	}
	known, err := s.Careers.Ladders.Catalogue(ctx, scope)
	if err != nil {
		return out, err
	}
	out.Catalogue = LadderCatalogue{known.Metrics, known.Certificates, known.Awards, known.Courses}
	all, err := s.Careers.Ladders.Ladders(ctx, scope)
	if err != nil {
		return out, err
	}
	for _, before := range all { // the newest first
		if before.Ladder.Code == k.Ladder.Code && before.Ladder.Version < k.Ladder.Version {
			out.Changes = each(careers.Differences(before.Ladder, k.Ladder), func(d careers.Difference) LadderDifference {
				return LadderDifference{string(d.Kind), d.Part, d.Which, d.Field}
			})
			break
		}
	}
	return out, nil
}

func (s *Server) tryLadder(ctx context.Context, scope auth.Scope, in *ladderTrialInput) (*ladderTrialOutput, error) {
	list, err := s.Careers.Readiness.Try(ctx, scope, in.ID, in.Body.From, in.Body.To)
	if err != nil {
		return nil, err
	}
	names, err := s.careerPeople(ctx, scope, each(list, func(j careers.Judged) int64 { return j.PersonID }))
	if err != nil {
		return nil, err
	}
	out := TriedLadder{People: []TriedPerson{}}
	for _, j := range list {
		switch j.Finding.Verdict {
		case ladder.Passes:
			out.Passes++
		case ladder.Unknown:
			out.Unknown++
		default:
			out.Fails++
		}
		out.People = append(out.People, TriedPerson{careerPerson(j.PersonID, names), careerMoveOf(j)})
	}
	return &ladderTrialOutput{out}, nil
}

func (s *Server) placePerson(ctx context.Context, scope auth.Scope, in *rungPlacementInput) (*struct{}, error) {
	if _, err := s.Workforce.People.Get(ctx, scope, in.ID); err != nil {
		return nil, err
	}
	b := in.Body
	return nil, s.Careers.Ladders.Place(ctx, scope, careers.Spell{PersonID: in.ID, Ladder: b.Ladder, Rung: b.Rung, From: b.From.Date, Reason: b.Reason})
}
