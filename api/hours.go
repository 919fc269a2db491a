package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/workforce/grid"
)

// HoursFile is a file of hours that was taken in, or would be.
type HoursFile struct {
	ID          int64     `json:"id" doc:"0 of a dry run."`
	ProgrammeID int64     `json:"programmeId"`
	Kind        string    `json:"kind" enum:"planned,delivered"`
	Name        string    `json:"name"`
	Lines       int       `json:"lines"`
	Hours       float64   `json:"hours" doc:"Agent hours in all."`
	From        Day       `json:"from"`
	To          Day       `json:"to"`
	Hash        string    `json:"hash" doc:"SHA-256 of the file."`
	Replaced    int       `json:"replaced" doc:"Days of queues whose hours it takes the place of; told when it is sent."`
	QueueIDs    []int64   `json:"queueIds" nullable:"false"`
	CreatedAt   time.Time `json:"createdAt"`
	CreatedBy   int64     `json:"createdBy"`
}

// HoursUpload is a file as it is sent.
type HoursUpload struct {
	Kind   string `json:"kind" enum:"planned,delivered" doc:"planned: a roster to come; delivered: hours as they came."`
	Name   string `json:"name" minLength:"1" maxLength:"200"`
	Text   string `json:"text" maxLength:"8000000" doc:"CSV with or without a header: source, queue's code, start, end, agents; local times yyyyMMdd HH:mm."`
	DryRun bool   `json:"dryRun" doc:"Look, and change nothing."`
}

// HoursBoard sets hours beside each other, interval by interval.
type HoursBoard struct {
	Zone        string          `json:"zone"`
	IntervalMin int             `json:"intervalMin"`
	Days        []Day           `json:"days" nullable:"false"`
	DayStarts   []int           `json:"dayStarts" nullable:"false" doc:"Number of the first interval of each day."`
	Starts      []time.Time     `json:"starts" nullable:"false"`
	Rows        []HoursBoardRow `json:"rows" nullable:"false"`
}

// HoursBoardRow is a programme on the board, in agent hours.
type HoursBoardRow struct {
	ProgrammeID int64       `json:"programmeId"`
	Name        string      `json:"name"`
	Required    Numbers     `json:"required" nullable:"false"`
	Committed   Numbers     `json:"committed" nullable:"false"`
	Planned     Numbers     `json:"planned" nullable:"false" doc:"By the vendor's roster."`
	Delivered   Numbers     `json:"delivered" nullable:"false"`
	Short       Numbers     `json:"short" nullable:"false"`
	Sources     []string    `json:"sources" nullable:"false" doc:"By day, where delivered hours come from: file, roster, or empty where nobody has told."`
	Total       HoursTotal  `json:"total"`
	Judged      int         `json:"judged" doc:"Intervals that were committed and are known."`
	Kept        *float64    `json:"kept,omitempty" doc:"Share of the judged intervals; absent where there is none."`
	Weighted    *float64    `json:"weighted,omitempty" doc:"The same by committed hours."`
	Misses      []HoursMiss `json:"misses" nullable:"false"`
}

// HoursTotal is sums; shortfalls and surpluses are not set off.
type HoursTotal struct {
	Required  float64 `json:"required"`
	Committed float64 `json:"committed"`
	Delivered float64 `json:"delivered"`
	Short     float64 `json:"short"`
	Surplus   float64 `json:"surplus"`
	Uncovered float64 `json:"uncovered" doc:"Required and promised by nobody."`
}

// HoursMiss is neighbouring intervals in which too little came.
type HoursMiss struct {
	Start     time.Time `json:"start"`
	End       time.Time `json:"end"`
	Committed float64   `json:"committed"`
	Delivered float64   `json:"delivered"`
	Short     float64   `json:"short"`
}

type (
	hoursUploadInput struct {
		IDInput
		Body HoursUpload
	}
	hoursFilesInput struct {
		IDInput
		Limit int `query:"limit" minimum:"1" maximum:"500" default:"50"`
	}
	hoursBoardInput struct {
		Queue     int64 `query:"queue" required:"true" minimum:"1" doc:"Which queue."`
		Programme int64 `query:"programme" doc:"Only this programme."`
		From      Day   `query:"from" required:"true"`
		Days      int   `query:"days" minimum:"1" maximum:"92" default:"7"`
	}
)

func (s *Server) registerHours(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Commitments"},
			Description: "Hours that a programme plans and delivers, beside what it promised. A surplus in one interval mends no shortfall in another.",
		}
	}
	send := op(http.MethodPost, "/programmes/{id}/hours-files", "send-hours", "Send a roster or delivered hours")
	send.MaxBodyBytes = 10 << 20
	secured(s, api, send, auth.ReadVendors, s.sendHours)
	secured(s, api, op(http.MethodGet, "/programmes/{id}/hours-files", "list-hours-files", "List the files of a programme, newest first"), auth.ReadVendors, s.listHoursFiles)
	secured(s, api, op(http.MethodGet, "/hours-board", "get-hours-board", "See required, committed and delivered hours"), auth.ReadVendors, s.hoursBoard)
}

func hoursFileOf(f vendors.HoursFile) HoursFile {
	return HoursFile{
		ID: f.ID, ProgrammeID: f.ProgrammeID, Kind: string(f.Kind), Name: f.Name, Lines: f.Lines, Hours: f.Hours, From: Day{f.From}, To: Day{f.To},
		Hash: f.Hash, Replaced: f.Replaced, QueueIDs: orEmpty(f.Queues), CreatedAt: f.CreatedAt, CreatedBy: f.CreatedBy,
	}
}

func (s *Server) sendHours(ctx context.Context, scope auth.Scope, in *hoursUploadInput) (*struct{ Body HoursFile }, error) {
	f, err := s.Hours.Upload(ctx, scope, vendors.HoursUpload{
		ProgrammeID: in.ID, Kind: vendors.HoursKind(in.Body.Kind), Name: in.Body.Name, Text: in.Body.Text, DryRun: in.Body.DryRun,
	})
	if err != nil {
		return nil, err
	}
	return &struct{ Body HoursFile }{hoursFileOf(f)}, nil
}

func (s *Server) listHoursFiles(ctx context.Context, scope auth.Scope, in *hoursFilesInput) (*listOutput[HoursFile], error) {
	list, err := s.Hours.Files(ctx, scope, in.ID, in.Limit)
	if err != nil {
		return nil, err
	}
	return pageOf(each(list, hoursFileOf), ""), nil
}

func (s *Server) hoursBoard(ctx context.Context, scope auth.Scope, in *hoursBoardInput) (*struct{ Body HoursBoard }, error) {
	b, err := s.Hours.Board(ctx, scope, vendors.BoardQuery{QueueID: in.Queue, ProgrammeID: in.Programme, From: in.From.Date, Days: in.Days})
	if err != nil {
		return nil, err
	}
	out := HoursBoard{Zone: b.Grid.Location().String(), IntervalMin: b.Grid.Minutes(), Starts: startsOf(b.Grid), Rows: each(b.Rows, boardRowOf)}
	for k := range b.Grid.Days() {
		first, _ := b.Grid.Day(k)
		out.Days, out.DayStarts = append(out.Days, Day{b.Grid.Date(k)}), append(out.DayStarts, first)
	}
	return &struct{ Body HoursBoard }{out}, nil
}

// startsOf are the instants at which intervals begin.
func startsOf(g grid.Grid) []time.Time {
	out := make([]time.Time, g.Len())
	for i := range out {
		out[i] = g.Start(i)
	}
	return out
}

func boardRowOf(r vendors.BoardRow) HoursBoardRow {
	column := func(of func(exchange.Slot) float64) Numbers { return each(r.Slots, of) }
	t := r.Total
	out := HoursBoardRow{
		ProgrammeID: r.Programme.ID, Name: r.Programme.Name, Planned: r.Planned, Judged: r.Judged,
		Required:  column(func(s exchange.Slot) float64 { return s.Required }),
		Committed: column(func(s exchange.Slot) float64 { return s.Committed }),
		Delivered: column(func(s exchange.Slot) float64 { return s.Delivered }),
		Short:     column(func(s exchange.Slot) float64 { return s.Short }),
		Sources:   each(r.Source, func(s vendors.HoursSource) string { return string(s) }),
		Total:     HoursTotal{t.Required, t.Committed, t.Delivered, t.Short, t.Surplus, t.Uncovered},
		Misses:    each(r.Misses, func(m vendors.Miss) HoursMiss { return HoursMiss(m) }),
	}
	if r.Judged > 0 {
		out.Kept, out.Weighted = &r.Kept, &r.Weighted
	}
	return out
}
