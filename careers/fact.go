package careers

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ContestState is how far it is with somebody contesting a piece of evidence.
type ContestState string

// The states.
const (
	NotContested    ContestState = ""
	ContestOpen     ContestState = "open"
	ContestUpheld   ContestState = "upheld"   // it counts no more
	ContestRejected ContestState = "rejected" // it counts as before
)

// Evidence sources that careers itself has.
const (
	ByHand       = "hand"
	FromElection = "election"
	FromRound    = "round"
)

// Piece is a piece of evidence: a fact about a person, and where it comes from.
type Piece struct {
	ID int64
	Fact
	Source    string // scheduling, quality, election, round or hand
	Note      string
	FileName  string
	Hash      string // SHA-256 of what it says
	EnteredAt time.Time
	EnteredBy int64

	Contest     ContestState
	ContestText string
	ContestDue  grid.Date // by which HR answers
	Answer      string
	SettledAt   time.Time
	SettledBy   int64
}

// seal computes the hash of what a piece says.
func (p *Piece) seal() {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %q %q %s %s %v %v %q %q %q %q", p.PersonID, p.Register, p.Name, p.Day, p.Until, p.Value, p.Weight, p.Source, p.Reference, p.Note, p.FileName))
	p.Hash = hex.EncodeToString(sum[:])
}

// registers that evidence may be of.
var registers = []string{
	string(ladder.MetricRegister), string(ladder.CertificateRegister), string(ladder.AwardRegister), string(ladder.TrainingRegister),
	string(ladder.NominationRegister), string(ladder.BoardRegister), string(ladder.SanctionRegister),
}

// newPiece checks what somebody enters by hand.
func newPiece(p Piece, known ladder.Catalogue) (Piece, error) {
	p.Note, p.FileName = strings.TrimSpace(p.Note), strings.TrimSpace(p.FileName)
	c := checks{what: "evidence"}
	c.need(slices.Contains(registers, p.Register) && p.Register != string(ladder.BoardRegister), "register", p.Register, "metrics, certificates, awards, trainings, nominations or sanctions")
	c.need(!p.Day.IsZero(), "day", "", "the day it is of, YYYY-MM-DD")
	c.need(p.Until.IsZero() || p.Until.After(p.Day), "until", p.Until.String(), "a day after "+p.Day.String())
	c.text("note", p.Note, 3, 1000)
	c.need(len(p.FileName) <= 200, "fileName", fmt.Sprintf("%d characters", len(p.FileName)), "at most 200 characters")
	among := func(names []string) {
		c.need(slices.Contains(names, p.Name), "name", fmt.Sprintf("%q", p.Name), fmt.Sprintf("one of %q", names))
	}
	switch ladder.Register(p.Register) {
	case ladder.MetricRegister:
		among(known.Metrics)
	case ladder.CertificateRegister:
		among(known.Certificates)
	case ladder.AwardRegister:
		among(known.Awards)
	case ladder.TrainingRegister:
		among(known.Courses)
		c.need(p.Value > 0 && p.Value <= 2000, "value", p.Value, "hours, above 0")
	}
	p.Source = ByHand
	p.seal()
	return p, c.err()
}

// into adds a piece to a record. What HR took back after somebody contested it is left
// out; what is contested still counts as far as it makes no difference.
func (p Piece) into(r *ladder.Record) {
	if p.Contest == ContestUpheld {
		return
	}
	id := fmt.Sprintf("evidence-%d", p.ID)
	switch ladder.Register(p.Register) {
	case ladder.MetricRegister:
		r.Observations = append(r.Observations, ladder.Observation{ID: id, Metric: p.Name, On: p.Day, Value: p.Value, Weight: p.Weight, Contested: p.Contest == ContestOpen})
	case ladder.CertificateRegister:
		r.Certificates = append(r.Certificates, ladder.Certificate{ID: id, Code: p.Name, From: p.Day, To: p.Until})
	case ladder.AwardRegister:
		r.Awards = append(r.Awards, ladder.Award{ID: id, Code: p.Name, Month: ladder.MonthOf(p.Day)})
	case ladder.TrainingRegister:
		r.Trainings = append(r.Trainings, ladder.Training{ID: id, Course: p.Name, On: p.Day, Hours: p.Value})
	case ladder.NominationRegister:
		r.Nominations = append(r.Nominations, ladder.Nomination{ID: id, By: p.Reference, On: p.Day})
	case ladder.BoardRegister:
		r.Boards = append(r.Boards, ladder.BoardScore{ID: id, On: p.Day, Score: p.Value})
	case ladder.SanctionRegister:
		r.Sanctions = append(r.Sanctions, ladder.Sanction{ID: id, From: p.Day, To: p.Until})
	}
}
