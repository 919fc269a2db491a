package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling/adherence"
	"github.com/muster-wfm/muster/scheduling/attendance"
)

// AttendanceFile is what a file of agent states did, or would do.
type AttendanceFile struct {
	DryRun   bool                    `json:"dryRun"`
	Written  bool                    `json:"written" doc:"False where a line was refused: then nothing was written."`
	Encoding string                  `json:"encoding"`
	Ignored  []string                `json:"ignored" nullable:"false" doc:"Columns that mean nothing here."`
	Lines    int                     `json:"lines"`
	People   int                     `json:"people"`
	From     *Day                    `json:"from,omitempty" doc:"Local day of the first spell."`
	To       *Day                    `json:"to,omitempty" doc:"Of the last."`
	Hours    []AttendanceHours       `json:"hours" nullable:"false"`
	Unknown  []AttendanceUnknownWord `json:"unknownStates" nullable:"false" doc:"What nobody has explained; say what they mean as state=word=activity."`
	Faults   []AttendanceFileFault   `json:"faults" nullable:"false" doc:"In the order of the lines; the first 1000."`
}

// AttendanceHours is how long people did something.
type AttendanceHours struct {
	Activity string `json:"activity" enum:"work,pause,away,off"`
	Seconds  int64  `json:"seconds"`
}

// AttendanceUnknownWord is a state that nobody has explained.
type AttendanceUnknownWord struct {
	Word  string `json:"word"`
	Lines int    `json:"lines"`
}

// AttendanceFileFault is what is wrong at a line.
type AttendanceFileFault struct {
	Line   int    `json:"line" doc:"The header being line 1."`
	Column string `json:"column" doc:"As the header spells it."`
	Found  string `json:"found"`
	Kind   string `json:"kind" enum:"no_column,no_lines,no_person,not_a_time,skipped_hour,ambiguous,end_not_after,too_long,not_yet,no_state,unknown_state,overlap"`
	Other  *int   `json:"other,omitempty" doc:"The line that it is at odds with."`
}

func attendanceFileOf(r attendance.FileReport) AttendanceFile {
	out := AttendanceFile{
		DryRun: r.DryRun, Written: r.Written, Encoding: r.Encoding, Ignored: orEmpty(r.Ignored), Lines: r.Lines, People: r.People,
		From: orNone(Day{r.From}), To: orNone(Day{r.To}), Hours: []AttendanceHours{},
		Unknown: each(r.Unknown, func(w attendance.UnknownWord) AttendanceUnknownWord { return AttendanceUnknownWord(w) }),
		Faults: each(r.Faults[:min(maxIssues, len(r.Faults))], func(f attendance.FileFault) AttendanceFileFault {
			return AttendanceFileFault{f.Line, f.Column, f.Found, string(f.Kind), orNone(f.Other)}
		}),
	}
	for _, a := range adherence.Activities() {
		if r.Hours[a] > 0 {
			out.Hours = append(out.Hours, AttendanceHours{string(a), seconds(r.Hours[a])})
		}
	}
	return out
}

type (
	attendanceFileInput struct {
		FileBody
		DryRun bool     `query:"dryRun" doc:"Only tell what would happen."`
		States []string `query:"state,explode" maxItems:"200" doc:"What a state means that nobody has explained, as word=activity: work, pause, away or off. It is kept for the files to come."`
	}
	attendanceFileOutput struct{ Body AttendanceFile }
)

// words splits each meaning at its last sign.
func (in *attendanceFileInput) words() attendance.Words {
	words := attendance.Words{}
	for _, said := range in.States {
		at := strings.LastIndex(said, "=")
		words[said[:max(0, at)]] = adherence.Activity(said[at+1:])
	}
	return words
}

func (s *Server) registerAttendanceFile(api huma.API) {
	op := huma.Operation{
		OperationID: "import-attendance", Method: http.MethodPost, Path: "/attendance/import", Tags: []string{"Adherence"},
		Summary: "Take in a file of agent states, from a switch",
		Description: "A line a spell, as CSV or a workbook: code, start, end, state. Times are of the clock of the person's site unless they carry an offset. " +
			"A file with one wrong line changes nothing; what it tells of somebody takes the place of what was kept from its first moment to its last. At most 64 MiB and 100,000 lines.",
		RequestBody: fileContent("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "multipart/form-data"),
	}
	secured(s, api, op, auth.ManageRosters, func(ctx context.Context, scope auth.Scope, in *attendanceFileInput) (*attendanceFileOutput, error) {
		content, name, err := in.open(maxPeopleFile)
		if err != nil {
			return nil, err
		}
		r, err := s.Attendance.Import(ctx, scope, content, attendance.ImportOrder{FileName: name, DryRun: in.DryRun, Words: in.words()})
		if err != nil {
			return nil, err
		}
		return &attendanceFileOutput{attendanceFileOf(r)}, nil
	})
}
