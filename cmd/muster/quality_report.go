package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"strings"

	"github.com/muster-wfm/muster/vendors/quality/consensus"
)

// write puts the result where the options say.
func (c *consensusCommand) write(v *votes, r *consensus.Result) error {
	if c.Workers != "" {
		if err := save(c.Workers, func(w *bufio.Writer) error { return writeConfusion(w, v, r) }); err != nil {
			return err
		}
	}
	document := c.Out
	if isCSV := strings.HasSuffix(c.Out, ".csv"); !c.JSON || isCSV {
		if err := save(c.Out, func(w *bufio.Writer) error { return writeLabels(w, v, r) }); err != nil {
			return err
		}
		document = "-"
	}
	if !c.JSON {
		return nil
	}
	return save(document, func(w *bufio.Writer) error { return c.writeJSON(w, v, r) })
}

// save writes a file as a whole or not at all.
func save(path string, write func(*bufio.Writer) error) error {
	out, err := openOutput(path)
	if err != nil {
		return err
	}
	defer out.drop()
	if err := write(out.Writer); err != nil {
		return err
	}
	return out.keep()
}

// probabilityColumns names the probability of each class.
func (v *votes) probabilityColumns() []string {
	names := make([]string, len(v.classes))
	for i, class := range v.classes {
		names[i] = "p_" + class
	}
	return names
}

func figures(list []float64) []string {
	cells := make([]string, len(list))
	for i, x := range list {
		cells[i] = figure(x)
	}
	return cells
}

func writeLabels(w *bufio.Writer, v *votes, r *consensus.Result) error {
	lines, k := csv.NewWriter(w), len(v.classes)
	_ = lines.Write(joined([]string{"item", "label"}, v.probabilityColumns()))
	for i, item := range v.items {
		_ = lines.Write(joined([]string{item, v.classes[r.Label(i)]}, figures(r.Posterior[i*k:(i+1)*k])))
	}
	lines.Flush()
	return lines.Error()
}

// writeConfusion writes a line for each worker and true class: how many of the
// worker's votes were on items of that class, and the probability of each label.
func writeConfusion(w *bufio.Writer, v *votes, r *consensus.Result) error {
	lines, k := csv.NewWriter(w), len(v.classes)
	_ = lines.Write(joined([]string{"worker", "truth", "votes"}, v.probabilityColumns()))
	for i, worker := range v.workers {
		for class, name := range v.classes {
			row := r.Confusion[(i*k+class)*k : (i*k+class+1)*k]
			_ = lines.Write(joined([]string{worker, name, figure(r.Met[i*k+class])}, figures(row)))
		}
	}
	lines.Flush()
	return lines.Error()
}

// workerRecord is a worker in the JSON document.
type workerRecord struct {
	Worker    string      `json:"worker"`
	Votes     []float64   `json:"votes"`
	Confusion [][]float64 `json:"confusion"`
}

// writeJSON writes the summary, the items and the workers. Classes are in the order
// of "classes" throughout; figures that a method does not have are null.
func (c *consensusCommand) writeJSON(w *bufio.Writer, v *votes, r *consensus.Result) error {
	k := len(v.classes)
	workers := make([]workerRecord, len(v.workers))
	for i, name := range v.workers {
		workers[i] = workerRecord{Worker: name, Votes: r.Met[i*k : (i+1)*k]}
		for class := range k {
			workers[i].Confusion = append(workers[i].Confusion, r.Confusion[(i*k+class)*k:(i*k+class+1)*k])
		}
	}
	rows := make([]json.RawMessage, len(v.items))
	columns := v.probabilityColumns()
	for i, item := range v.items {
		row := appendMember([]byte("{"), true, "item", quoted(item))
		row = appendMember(row, false, "label", quoted(v.classes[r.Label(i)]))
		for class, name := range columns {
			row = appendMember(row, false, name, jsonFigure(figure(r.Posterior[i*k+class])))
		}
		rows[i] = append(row, '}')
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(struct {
		Method        string            `json:"method"`
		Items         int               `json:"items"`
		Votes         int               `json:"votes"`
		Classes       []string          `json:"classes"`
		Frequency     []float64         `json:"frequency"`
		LogLikelihood *float64          `json:"log_likelihood"`
		LogPosterior  *float64          `json:"log_posterior"`
		Iterations    int               `json:"iterations"`
		Converged     bool              `json:"converged"`
		Rows          []json.RawMessage `json:"rows"`
		Workers       []workerRecord    `json:"workers"`
	}{
		c.Method, len(v.items), len(v.votes), v.classes, r.Frequency, known(r.LogLikelihood), known(r.LogPosterior),
		r.Iterations, r.Converged, rows, workers,
	})
}
