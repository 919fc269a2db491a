package store

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/labour"
)

// furtherRule is a rule in the column of its terms, as JSON: rules are read and
// written with their terms, and no query asks for one.
type furtherRule struct {
	Kind     labour.Kind `json:"kind"`
	Class    string      `json:"class,omitempty"`
	Then     string      `json:"next,omitempty"`
	Span     labour.Span `json:"span,omitempty"`
	Days     int         `json:"days,omitempty"`
	Min      int         `json:"min,omitempty"`
	Max      int         `json:"max,omitempty"`
	From     int         `json:"from,omitempty"`
	To       int         `json:"to,omitempty"`
	Flex     int         `json:"flex,omitempty"`
	Weekdays []int       `json:"weekdays,omitempty"` // ISO numbers
	Anchor   string      `json:"anchor,omitempty"`
	Cycle    [][]string  `json:"cycle,omitempty"`
	Source   string      `json:"source,omitempty"`
}

// furtherText writes rules as the text of their column; none are the empty text.
func furtherText(list []labour.Rule) (string, error) {
	if len(list) == 0 {
		return "", nil
	}
	rows := make([]furtherRule, len(list))
	for i, r := range list {
		rows[i] = furtherRule{
			Kind: r.Kind, Class: r.Class, Then: r.Then, Span: r.Span, Days: r.Days, Min: r.Min, Max: r.Max,
			From: r.From, To: r.To, Flex: r.Flex, Cycle: r.Cycle, Source: r.Source,
		}
		for _, d := range r.Weekdays {
			rows[i].Weekdays = append(rows[i].Weekdays, workforce.ISOWeekday(d))
		}
		if !r.Anchor.IsZero() {
			rows[i].Anchor = r.Anchor.String()
		}
	}
	text, err := json.Marshal(rows)
	return string(text), err
}

// furtherOf is the inverse of furtherText.
func furtherOf(text string) ([]labour.Rule, error) {
	if text == "" {
		return nil, nil
	}
	var rows []furtherRule
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		return nil, fmt.Errorf("column further_rules: %w", err)
	}
	list := make([]labour.Rule, len(rows))
	for i, r := range rows {
		list[i] = labour.Rule{
			Kind: r.Kind, Class: r.Class, Then: r.Then, Span: r.Span, Days: r.Days, Min: r.Min, Max: r.Max,
			From: r.From, To: r.To, Flex: r.Flex, Cycle: r.Cycle, Source: r.Source,
		}
		for _, n := range r.Weekdays {
			list[i].Weekdays = append(list[i].Weekdays, time.Weekday(n%7))
		}
		if r.Anchor == "" {
			continue
		}
		var err error
		if list[i].Anchor, err = grid.ParseDate(r.Anchor); err != nil {
			return nil, fmt.Errorf("column further_rules: %w", err)
		}
	}
	return list, nil
}
