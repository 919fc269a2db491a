package format

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/muster-wfm/muster/careers/ladder"
)

// Version is the value of the field "format" of a document.
const Version = "muster-ladder/1"

type document struct {
	Format  string  `json:"format"`
	Code    string  `json:"code"`
	Version int     `json:"version"`
	Name    name    `json:"name"`
	Rungs   []rung  `json:"rungs"`
	Tracks  []track `json:"tracks"`
	Moves   []move  `json:"moves"`
}

type name struct {
	En string `json:"en,omitempty"`
	Zh string `json:"zh,omitempty"`
}

type rung struct {
	Code      string     `json:"code"`
	Name      name       `json:"name"`
	Band      int        `json:"band"`
	Entry     bool       `json:"entry,omitempty"`
	Dwell     int        `json:"dwell_months,omitempty"`
	Headcount *headcount `json:"headcount,omitempty"`
}

type headcount struct {
	Places *int     `json:"places,omitempty"`
	Share  *float64 `json:"share,omitempty"`
	Of     string   `json:"of,omitempty"`
}

type track struct {
	Code  string           `json:"code"`
	Kind  ladder.TrackKind `json:"kind"`
	Name  name             `json:"name"`
	Rungs []string         `json:"rungs"`
}

type move struct {
	From string          `json:"from"`
	To   string          `json:"to"`
	Kind ladder.EdgeKind `json:"kind"`
	Asks any             `json:"asks,omitempty"`
}

// Write writes a ladder.
func Write(out io.Writer, l *ladder.Ladder) error {
	d := document{Format: Version, Code: l.Code, Version: l.Version, Name: name(l.Name), Rungs: []rung{}, Tracks: []track{}, Moves: []move{}}
	for _, r := range l.Rungs {
		d.Rungs = append(d.Rungs, rung{Code: r.Code, Name: name(r.Name), Band: r.Band, Entry: r.Entry, Dwell: r.Dwell, Headcount: headcountOf(r.Headcount)})
	}
	for _, t := range l.Tracks {
		d.Tracks = append(d.Tracks, track{Code: t.Code, Kind: t.Kind, Name: name(t.Name), Rungs: append([]string{}, t.Rungs...)})
	}
	for _, e := range l.Edges {
		m := move{From: e.From, To: e.To, Kind: e.Kind}
		if e.Asks != nil {
			asks, err := requirement(e.Asks)
			if err != nil {
				return fmt.Errorf("move from %s to %s: %w", e.From, e.To, err)
			}
			m.Asks = asks
		}
		d.Moves = append(d.Moves, m)
	}
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(d)
}

func headcountOf(h ladder.Headcount) *headcount {
	switch h.Kind {
	case ladder.Absolute:
		return &headcount{Places: &h.Places}
	case ladder.ShareOf:
		return &headcount{Share: &h.Share, Of: h.Of}
	default:
		return nil
	}
}

// fields of a requirement; those of its kind are written, in this order.
type fields struct {
	Kind         ladder.Kind      `json:"kind"`
	Metric       string           `json:"metric,omitempty"`
	Certificate  string           `json:"certificate,omitempty"`
	Award        string           `json:"award,omitempty"`
	Course       string           `json:"course,omitempty"`
	Aggregate    ladder.Aggregate `json:"aggregate,omitempty"`
	Sense        ladder.Sense     `json:"sense,omitempty"`
	Threshold    *float64         `json:"threshold,omitempty"`
	Observations int              `json:"observations,omitempty"`
	Months       int              `json:"months,omitempty"`
	Times        int              `json:"times,omitempty"`
	Hours        float64          `json:"hours,omitempty"`
	By           int              `json:"by,omitempty"`
	Score        float64          `json:"score,omitempty"`
	Window       int              `json:"window_days,omitempty"`
	WithinDays   int              `json:"within_days,omitempty"`
	WithinMonths int              `json:"within_months,omitempty"`
	LeaveBreaks  bool             `json:"leave_breaks,omitempty"`
	Count        int              `json:"count,omitempty"`
	Of           []any            `json:"of,omitempty"`
}

func requirement(q ladder.Requirement) (any, error) {
	switch q := q.(type) {
	case ladder.Service:
		return fields{Kind: ladder.KindService, Months: q.Months}, nil
	case ladder.Dwell:
		return fields{Kind: ladder.KindDwell, Months: q.Months}, nil
	case ladder.Metric:
		return fields{Kind: ladder.KindMetric, Metric: q.Name, Aggregate: q.Aggregate, Window: q.Window, Sense: q.Sense, Threshold: &q.Threshold, Observations: q.Observations}, nil
	case ladder.Certified:
		return fields{Kind: ladder.KindCertified, Certificate: q.Code}, nil
	case ladder.Streak:
		return fields{Kind: ladder.KindStreak, Award: q.Award, Months: q.Months, LeaveBreaks: q.LeaveBreaks}, nil
	case ladder.AwardCount:
		return fields{Kind: ladder.KindAwardCount, Award: q.Award, Times: q.Times, WithinMonths: q.Within}, nil
	case ladder.Trained:
		return fields{Kind: ladder.KindTrained, Course: q.Course, Hours: q.Hours, WithinDays: q.Within}, nil
	case ladder.Nominated:
		return fields{Kind: ladder.KindNominated, By: q.By, WithinDays: q.Within}, nil
	case ladder.Board:
		return fields{Kind: ladder.KindBoard, Score: q.Score, WithinDays: q.Within}, nil
	case ladder.NoSanction:
		return fields{Kind: ladder.KindNoSanction}, nil
	case ladder.All:
		return group(fields{Kind: ladder.KindAll}, q)
	case ladder.Any:
		return group(fields{Kind: ladder.KindAny}, q)
	case ladder.AtLeast:
		return group(fields{Kind: ladder.KindAtLeast, Count: q.Count}, q.Of)
	default:
		return nil, fmt.Errorf("a requirement of kind %T cannot be written", q)
	}
}

func group(f fields, parts []ladder.Requirement) (any, error) {
	for _, q := range parts {
		part, err := requirement(q)
		if err != nil {
			return nil, err
		}
		f.Of = append(f.Of, part)
	}
	return f, nil
}
