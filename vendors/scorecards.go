package vendors

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/derive"
	"github.com/muster-wfm/muster/vendors/contract/metric"
)

// draws is how often a card is drawn from the posteriors of its figures.
const draws = 2000

// Scorecard is the points of a programme in a month by the lines of its contract.
type Scorecard struct {
	Programme Programme
	Month     Month
	Terms     contract.Version // Number 0: no version holds, and nothing is scored
	Card      contract.Card
	Interval  contract.Interval // Draws 0: not drawn
	Seed      uint64
	Lines     []ScoreLine
	Values    map[string]metric.Value
	Counted   bool // anything was counted in the month
}

// ScoreLine is a level on the card with its terms, verdict and derivation.
type ScoreLine struct {
	contract.Line
	Level     contract.Level
	Group     metric.Group
	Unit      metric.Unit
	Judgement contract.Judgement
	Step      derive.Step
}

// Percent is the score of a hundred possible points; false where nothing could be
// earned.
func (s Scorecard) Percent() (float64, bool) {
	most, _ := s.Card.Possible.Float64()
	got, _ := s.Card.Total.Float64()
	return 100 * got / most, most > 0
}

// ScoreHistory is a scorecard with the months before it, the oldest first.
type ScoreHistory struct {
	Scorecard
	Before []Scorecard
}

// Scorecard computes a programme's card of a month, and those of the months before.
func (l *Ledger) Scorecard(ctx context.Context, scope auth.Scope, programme int64, m Month, before int) (ScoreHistory, error) {
	p, err := l.contracts.Get(ctx, scope, programme)
	if err != nil {
		return ScoreHistory{}, err
	}
	cards, err := l.cards(ctx, scope, []Programme{p}, m-Month(before), m)
	if err != nil {
		return ScoreHistory{}, err
	}
	out := ScoreHistory{Scorecard: cards[len(cards)-1], Before: cards[:len(cards)-1]}
	return out, out.draw()
}

// Compare computes the cards of a month of every programme in scope, the own team
// and machines among them (001-23, 001-24).
func (l *Ledger) Compare(ctx context.Context, scope auth.Scope, m Month) ([]Scorecard, error) {
	list, err := l.contracts.List(ctx, scope, ProgrammeQuery{})
	if err != nil {
		return nil, err
	}
	cards, err := l.cards(ctx, scope, list, m, m)
	if err != nil {
		return nil, err
	}
	for i := range cards {
		if err := cards[i].draw(); err != nil {
			return nil, err
		}
	}
	return cards, nil
}

// cards scores programmes month by month, from one read of the sums by month.
func (l *Ledger) cards(ctx context.Context, scope auth.Scope, list []Programme, from, to Month) ([]Scorecard, error) {
	ids := make([]int64, len(list))
	for i, p := range list {
		ids[i] = p.ID
	}
	months, err := l.months(ctx, scope, ids, from, to)
	if err != nil {
		return nil, err
	}
	var cards []Scorecard
	for _, p := range list {
		history, err := l.History(ctx, scope, p.ID)
		if err != nil {
			return nil, err
		}
		for m := from; m <= to; m++ {
			terms, _ := history.On(m.Last()) // no version: a row without lines
			t, counted := months[p.ID][m]
			card, err := scored(p, m, terms, t.Counts)
			if err != nil {
				return nil, err
			}
			card.Counted = counted
			cards = append(cards, card)
		}
	}
	return cards, nil
}

// scored is the card of counts.
func scored(p Programme, m Month, terms contract.Version, c metric.Counts) (Scorecard, error) {
	s := Scorecard{Programme: p, Month: m, Terms: terms, Values: valuesOf(c)}
	var err error
	if s.Card, err = terms.Score(s.Values); err != nil {
		return s, err
	}
	library := metric.Library()
	for i, line := range s.Card.Lines {
		of, err := metric.Find(library, line.Metric)
		if err != nil {
			return s, err
		}
		level, v := terms.Levels[i], s.Values[line.Metric]
		s.Lines = append(s.Lines, ScoreLine{
			Line: line, Level: level, Group: of.Group, Unit: of.Unit, Judgement: level.Judge(v, bounds(of, v)), Step: pointsStep(of, level, line, c),
		})
	}
	return s, nil
}

// pointsStep opens a line down to its counts.
func pointsStep(m metric.Metric, level contract.Level, line contract.Line, c metric.Counts) derive.Step {
	value := derive.Text("value", m.Code, line.Why)
	if line.State == contract.Scored || line.State == contract.KnockedBy {
		value = derive.Number("value", m.Code, line.Value, m.Formula())
	}
	names := append(m.Over.Names(), m.Under.Names()...)
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if n, given := c[name]; given {
			value.From = append(value.From, derive.Number("count", name, decimal.MustNew(n, 0), ""))
		} else {
			value.From = append(value.From, derive.Text("count", name, "not delivered"))
		}
	}
	return derive.Number("points", m.Code, line.Points, "floor + (weight − floor) × (value − base) ÷ (target − base)",
		derive.Number("base", m.Code, level.Base, ""), derive.Number("target", m.Code, level.Target, ""),
		derive.Number("weight", m.Code, level.Weight, ""), derive.Number("floor", m.Code, level.Floor, ""), value)
}

// draw computes the interval of the score by draws from the posteriors of its
// figures; the seed follows from programme and month, so the same card has the same
// interval.
func (s *Scorecard) draw() error {
	if len(s.Terms.Levels) == 0 || !s.Counted {
		return nil
	}
	mark := fnv.New64a()
	_, _ = fmt.Fprintf(mark, "%s/%v/%d", s.Programme.Code, s.Month, s.Terms.Number)
	s.Seed = mark.Sum64() >> 11 // a whole number that a browser keeps
	chance := rand.New(rand.NewPCG(s.Seed, draws))
	columns, err := s.columns()
	if err != nil {
		return err
	}
	drawnRows, counts := make([][]float64, draws), s.counts()
	for i := range drawnRows {
		drawnRows[i] = make([]float64, len(columns))
		for k, m := range columns {
			drawnRows[i][k] = drawn(m, s.Values[m.Code], counts, chance)
		}
	}
	s.Interval, err = s.Terms.Interval(drawnRows, 0, certainty)
	return err
}

// columns are the metrics of a draw: of the levels, then of gates that are none.
func (s *Scorecard) columns() ([]metric.Metric, error) {
	library := metric.Library()
	var columns []metric.Metric
	add := func(code string) error {
		m, err := metric.Find(library, code)
		if err == nil && !slices.ContainsFunc(columns, func(c metric.Metric) bool { return c.Code == code }) {
			columns = append(columns, m)
		}
		return err
	}
	for _, level := range s.Terms.Levels {
		if err := add(level.Metric); err != nil {
			return nil, err
		}
	}
	for _, level := range s.Terms.Levels {
		if level.Gate == nil {
			continue
		}
		if err := add(level.Gate.Metric); err != nil {
			return nil, err
		}
	}
	return columns, nil
}

// counts are those of the net score, whose variance needs its two parts.
func (s *Scorecard) counts() metric.Counts {
	out := metric.Counts{}
	for _, line := range s.Lines {
		if line.Metric != "net_promoter" {
			continue
		}
		value, _ := line.Step.Find("value")
		for _, step := range value.From {
			if step.Number != nil {
				n, _, _ := step.Number.Int64(0)
				out[step.Of] = n
			}
		}
	}
	return out
}
