package vendors

import (
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/workforce/grid"
)

// VersionState is how far a version of a contract has come.
type VersionState string

// The states of a version.
const (
	Draft   VersionState = "draft"
	InForce VersionState = "in_force" // it never changes again
)

// ContractVersion is the terms of a programme's contract from one day to another,
// with when they were recorded and by whom.
type ContractVersion struct {
	ID, Version int64
	ProgrammeID int64
	State       VersionState
	// Terms are as agreed. Their Contract is the programme's code, their Number
	// counts the versions of the programme from 1.
	Terms contract.Version
	// Until is the last day on which the version holds: Terms.To, or, where that is
	// open, the day before its successor. Zero: for good.
	Until      grid.Date
	Note       string // what changed, and why
	Hash       string // SHA-256 of the terms as kept
	RecordedAt time.Time
	RecordedBy int64
	InForceAt  time.Time // zero for a draft
	InForceBy  int64
}

// Holds returns the terms as they hold: to Until.
func (v ContractVersion) Holds() contract.Version {
	held := v.Terms
	held.To = v.Until
	return held
}

// check returns the version in order, or everything that is wrong with it.
func (v ContractVersion) check(p Programme) (ContractVersion, error) {
	v.Terms.Contract, v.Terms.Mode, v.Until = p.Code, p.Mode, v.Terms.To
	var l problem.List
	l.Need(isText(v.Note, 0, longestText), "note", "a text of "+characters(v.Note), fmt.Sprintf("at most %d characters", longestText), problem.Wanting(problem.Characters, 0, longestText))
	l.Need(v.Terms.From.IsZero() || !v.Terms.From.Before(p.From), "from", v.Terms.From, "the programme's first day "+p.From.String()+" or later", problem.Wanting(problem.DayFrom, p.From))
	if err := v.Terms.Check(); err != nil {
		var found problem.List
		if !asList(err, &found) {
			return v, err
		}
		l = append(l, found...)
	}
	library := metric.Library()
	for i, level := range v.Terms.Levels {
		field := fmt.Sprintf("levels[%d]", i)
		needMetric(&l, library, field+".metric", level.Metric)
		if level.Gate != nil {
			needMetric(&l, library, field+".gate.metric", level.Gate.Metric)
		}
	}
	return v, refused("contract version", l)
}

func needMetric(l *problem.List, library []metric.Metric, field, code string) {
	_, err := metric.Find(library, code)
	l.Need(code == "" || err == nil, field, quoted(code), "a metric of the library", problem.Wanting(problem.Existing))
}

// NotDraftError refuses to change what is in force.
type NotDraftError struct {
	Contract string
	Number   int
}

func (e *NotDraftError) Error() string {
	return fmt.Sprintf("contract %s: version %d is in force and never changes; expected a successor as a draft", e.Contract, e.Number)
}

// Rule is the same for screens of every language.
func (e *NotDraftError) Rule() problem.Rule {
	return problem.Ruling("version_in_force", e.Number)
}
