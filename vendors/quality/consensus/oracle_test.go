package consensus

import (
	"fmt"
	"math"
	"testing"

	"github.com/muster-wfm/muster/internal/oracletest"
)

// fitted is one model's figures in the reference.
type fitted struct {
	Acc    float64     `json:"acc"`
	LogLik float64     `json:"loglik"`
	Iters  int         `json:"iters"`
	Prior  []float64   `json:"prior"`
	Theta0 [][]float64 `json:"theta_worker0"`
}

// reference is a set in the reference, fitted by other hands in Python.
type reference struct {
	Dataset string  `json:"dataset"`
	MV      float64 `json:"MV"`
	DS      fitted  `json:"DS"`
	MAP     fitted  `json:"DSmap_4_1"`
	OneCoin fitted  `json:"OneCoin"`
}

// 001-09 quality inspection, 004-19 crowdsourced work: one label out of many.
func TestPublicSetsAsInTheReference(t *testing.T) {
	var sets []reference
	oracletest.JSON(t, &sets, "oracle", "vendors", "ds_reference.json")
	ours, theirs, majority := 0.0, 0.0, 0.0
	for _, want := range sets {
		set := publicSet(t, want.Dataset)
		l := set.labels(t)
		oracletest.Near(t, want.Dataset+" majority", infer(t, l, Settings{Method: Majority}).Accuracy(set.truth), want.MV, 5e-7)
		for method, fit := range map[Method]fitted{DawidSkene: want.DS, DawidSkeneMAP: want.MAP, OneCoin: want.OneCoin} {
			r := infer(t, l, Settings{Method: method})
			what := fmt.Sprintf("%s %s", want.Dataset, method)
			oracletest.Near(t, what+" accuracy", r.Accuracy(set.truth), fit.Acc, 5e-7)
			oracletest.Near(t, what+" log-likelihood", r.LogLikelihood, fit.LogLik, 1e-9*math.Abs(fit.LogLik))
			if !r.Converged || r.Iterations != fit.Iters {
				t.Errorf("%s: %d iterations, want %d", what, r.Iterations, fit.Iters)
			}
			for k, p := range fit.Prior {
				oracletest.Near(t, what+" frequency", r.Frequency[k], p, 1e-8)
			}
			for k, row := range fit.Theta0 {
				for label, p := range row {
					oracletest.Near(t, what+" confusion of worker 0", r.Confusion[k*set.classes+label], p, 1e-8)
				}
			}
		}
		ours += infer(t, l, Settings{}).Accuracy(set.truth)
		theirs += want.MAP.Acc
		majority += want.MV
	}
	if ours < theirs-1e-5 || ours < majority {
		t.Errorf("mean accuracy of the default is %.4f, want the reference's %.4f or more, and above the majority's %.4f",
			ours/float64(len(sets)), theirs/float64(len(sets)), majority/float64(len(sets)))
	}
}

// The anaesthetists of Dawid and Skene 1979; the first of five judged three times.
func TestAnaesthetistsOfDawidAndSkene(t *testing.T) {
	file := oracletest.CSV(t, "oracle", "vendors", "anesthesia_dawidskene1979.csv")
	var votes []Vote
	for i := range file.Rows {
		votes = append(votes, Vote{file.Whole(i, "item") - 1, file.Whole(i, "rater") - 1, file.Whole(i, "rating") - 1})
	}
	set := labelled{items: 45, workers: 5, classes: 4, votes: votes}
	r := infer(t, set.labels(t), Settings{Method: DawidSkene})
	oracletest.Near(t, "log-likelihood", r.LogLikelihood, -190.7309965948789, 1e-8*190)
	for k, want := range []float64{.399969, .421576, .111788, .066667} {
		oracletest.Near(t, "frequency", r.Frequency[k], want, 1e-6)
	}
	rows := [][]float64{{.9074, .0926, 0, 0}, {.0703, .8766, .0531, 0}, {0, .3388, .6612, 0}, {0, 0, .5556, .4444}}
	for k, row := range rows {
		for label, want := range row {
			oracletest.Near(t, "observer 1", r.Confusion[k*4+label], want, 5e-5)
		}
	}
	counts := make([]int, 4)
	for i := range set.items {
		counts[r.Label(i)]++
	}
	for k, want := range []int{18, 19, 5, 3} {
		if counts[k] != want {
			t.Errorf("%d patients in class %d, want %d", counts[k], k+1, want)
		}
	}
}

// Five dentists on 3,859 X-rays (Espeland and Handelman 1989).
func TestCariesOfEspelandAndHandelman(t *testing.T) {
	file := oracletest.CSV(t, "oracle", "vendors", "caries_espeland1989.csv")
	var votes []Vote
	item := 0
	for i := range file.Rows {
		for range file.Whole(i, "n") {
			for rater := range 5 {
				votes = append(votes, Vote{item, rater, file.Whole(i, fmt.Sprintf("rater_%d", rater+1)) - 1})
			}
			item++
		}
	}
	set := labelled{items: item, workers: 5, classes: 2, votes: votes}
	r := infer(t, set.labels(t), Settings{Method: DawidSkene, Tolerance: 1e-12})
	oracletest.Near(t, "log-likelihood", r.LogLikelihood, -7410.941976282811, 1e-8*7410)
	oracletest.Near(t, "prevalence", r.Frequency[1], .199658, 1e-6)
	for rater, want := range []float64{.40367985, .70586365, .59054229, .48539634, .91340718} {
		oracletest.Near(t, "sensitivity", r.Confusion[rater*4+3], want, 1e-8)
	}
	for rater, want := range []float64{.99418085, .89828594, .98672545, .96923717, .69557012} {
		oracletest.Near(t, "specificity", r.Confusion[rater*4], want, 1e-8)
	}
}
