package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/muster-wfm/muster/careers/survival"
)

// survivalCommand groups the statistics of how long people stay.
type survivalCommand struct {
	Fit survivalFitCommand `cmd:"" help:"Fit a model of how long people stay, or project a workforce, as a JSON file asks."`
}

// survivalFitCommand computes what a specification asks of a table.
type survivalFitCommand struct {
	In   string `help:"The data. CSV, - for standard input; a kind that works on its specification alone needs none."`
	Spec string `required:"" help:"What to compute: JSON with kind and input."`
	Out  string `help:"Where to write the answer. JSON, - for standard output." default:"-"`
	JSON bool   `name:"json" help:"Write the document in one line, for programs; without it, it is indented for reading."`
}

// survivalKind is a calculation that a specification can name. It returns a
// document that encoding/json can write.
type survivalKind struct {
	name string
	fit  func(*survivalCase) (any, error)
}

// survivalKinds is the table of what can be asked for.
func survivalKinds() []survivalKind {
	return append([]survivalKind{
		{"km", fitKaplanMeier},
		{"cox", fitCox},
		{"competing_risks", fitCompeting},
		{"multistate", fitMultistate},
		{"aft", fitAFT},
		{"logit", fitDiscrete},
		{"survival_scores", fitSurvivalScores},
		{"binary_scores", fitBinaryScores},
		{"channel_eb", fitChannels},
	}, flowKinds()...)
}

// Run does the work of the command.
func (c *survivalFitCommand) Run(_ context.Context) error {
	question, err := readSurvivalCase(c.Spec, c.In)
	if err != nil {
		return err
	}
	var names []string
	for _, kind := range survivalKinds() {
		if names = append(names, kind.name); kind.name != question.kind {
			continue
		}
		answer, err := kind.fit(question)
		if err := question.explain(err); err != nil {
			return err
		}
		return save(c.Out, func(w *bufio.Writer) error {
			encoder := json.NewEncoder(w)
			if !c.JSON {
				encoder.SetIndent("", "  ")
			}
			return encoder.Encode(answer)
		})
	}
	return &badInput{problems: []string{fmt.Sprintf("%s:0:kind: %q is not known; one of %s was expected", c.Spec, question.kind, strings.Join(names, ", "))}}
}

// explain turns what the engine refuses into the place in the file: the row's
// line and the column that plays the part.
func (q *survivalCase) explain(err error) error {
	if len(q.bad.problems) > 0 {
		return q.bad
	}
	var refused *survival.InputError
	if !errors.As(err, &refused) {
		return err
	}
	file, line, column := q.spec, 0, refused.Field
	if q.table != nil {
		file = q.table.file
		if refused.Row >= 0 && refused.Row < len(q.table.lines) {
			line = q.table.lines[refused.Row]
		}
	}
	if name, ok := q.parts[refused.Field]; ok {
		column = name
	}
	q.bad.add(file, line, column, "%s; %s was expected", refused.Found, refused.Expected)
	return q.bad
}
