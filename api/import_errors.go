package api

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
)

// importProblem translates what bringing history in refuses.
func importProblem(err error) *Problem {
	var row *history.RowError
	var undo *forecast.UndoError
	var gone *forecast.GoneError
	switch {
	case errors.As(err, &undo) && undo.By != 0:
		p := newProblem(http.StatusConflict, "changed_later", undo.Error())
		p.Errors = []FieldProblem{{Location: "path.id", Message: undo.Error(), Found: fmt.Sprintf("import:%d", undo.By), Expected: "no later import of the same intervals"}}
		return p
	case errors.As(err, &undo):
		return newProblem(http.StatusConflict, "wrong_state", undo.Error())
	case errors.As(err, &gone):
		return newProblem(http.StatusGone, "gone", gone.Error())
	case errors.As(err, &row) && row.Code == history.TooLarge:
		return placedProblem(newProblem(http.StatusRequestEntityTooLarge, "too_large", row.Error()), row)
	case errors.As(err, &row):
		return placedProblem(newProblem(http.StatusUnprocessableEntity, "unreadable", row.Error()), row)
	}
	return nil
}

// placedProblem adds line and column, what is there, and what should be.
func placedProblem(p *Problem, row *history.RowError) *Problem {
	p.Errors = []FieldProblem{{
		Location: fmt.Sprintf("file:%d:%s", row.Line, row.Column), Message: row.Error(), Code: string(row.Code), Found: row.Got, Expected: row.Want,
	}}
	return p
}

// settings are the fields of a request that a problem without a row speaks of.
var settings = map[history.Code]string{
	history.MissingColumn: "body.mapping",
	history.UnknownHeader: "body.mapping",
	history.BadTime:       "body.timeZone",
}

// asMapping turns what is wrong with the way a file is to be read into a problem
// at the field of the request that says so.
func asMapping(err error) error {
	var row *history.RowError
	if !errors.As(err, &row) || settings[row.Code] == "" {
		return err
	}
	at := settings[row.Code]
	if row.Column != "" {
		at += "." + row.Column
	}
	return oneField("the file cannot be read like this", FieldProblem{
		Location: at, Message: "found " + row.Got + "; expected " + row.Want, Code: string(row.Code), Found: row.Got, Expected: row.Want,
	})
}

// missingFields says what a mapping lacks, each at the field that would give it.
func missingFields(missing []history.Field) error {
	words := make([]string, len(missing))
	p := newProblem(http.StatusUnprocessableEntity, "invalid", "")
	for i, field := range missing {
		words[i] = string(field)
		f := FieldProblem{Location: "body.mapping", Message: "no column gives " + words[i], Code: words[i], Expected: "a column for " + words[i]}
		switch field {
		case history.Queue:
			f.Location, f.Expected = "body.queueId", "the queue of every row, or a column for it"
		case history.IntervalMinutes:
			f.Location, f.Expected = "body.intervalMin", "the length of the intervals, or a column for it"
		}
		p.Errors = append(p.Errors, f)
	}
	p.Detail = "the mapping does not say which column gives " + strings.Join(words, ", ")
	return p
}

// wrongField refuses one field of a request.
func wrongField(location, message, found, expected string) error {
	return oneField(location+" "+message, FieldProblem{Location: location, Message: message, Found: found, Expected: expected})
}
