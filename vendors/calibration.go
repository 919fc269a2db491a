package vendors

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/quality/agree"
	"github.com/muster-wfm/muster/vendors/quality/consensus"
	"github.com/muster-wfm/muster/vendors/quality/severity"
)

// Calibration is what the linking sets of some weeks show of the graders.
type Calibration struct {
	ID          int64
	Since       time.Time
	Until       time.Time
	At          time.Time
	By          int64
	Contacts    int
	Grades      int
	SD          float64 // of all scores
	Graders     []GraderStanding
	Items       []ItemAgreement
	Apart       [][]string // graders that cannot be compared; none: all can
	OwnChecks   []OwnCheck
	Disputed    []Dispute
	DisputedAll int
	// Design is what a score is worth by how many graders judge a contact; nil where
	// the scores say nothing of it.
	Design *GradeDesign
}

// GraderStanding is how a grader stands beside the others.
type GraderStanding struct {
	GraderID   int64
	Name       string
	EmployerID int64
	Party      GraderParty
	Grades     int
	// Severity is by how many points he grades lower, shrunken; Error its standard
	// error. Adding it to his scores makes them fair.
	Severity, Error float64
	Alpha           *float64 // agreement with the mean of the others; nil where nothing varies
	State           severity.State
	// Found and Sound are the shares of errors he finds, and of faultless items he
	// lets pass, by the consensus of everybody; nil where there was none.
	Found, Sound *float64
}

// ItemAgreement is how far graders agree on an item, by Krippendorff's alpha.
type ItemAgreement struct {
	FormID int64
	Item   string
	Alpha  *float64 // nil: all grades are the same, so that there is nothing to agree on
	Use    agree.Use
	Grades int
}

// OwnCheck is a vendor's judgement of his own work beside the owner's of the same
// contacts.
type OwnCheck struct {
	EmployerID int64
	Contacts   int
	agree.Difference
	// Tolerable is whether the mean difference is within what is allowed.
	Tolerable bool
}

// Dispute is an item of a contact on which a grader and the consensus differ.
type Dispute struct {
	ContactID         int64
	Contact, Item     string
	Failed, Passed    int     // votes
	FailedProbability float64 // that it is an error, by the consensus
}

// Tolerance is how many points a vendor's own checks may lie off the owner's on
// average and still count.
const Tolerance = 3.0

// disputesShown is how many disputed items a report lists.
const disputesShown = 40

// CalibrationStore keeps rounds of calibration.
type CalibrationStore interface {
	AddCalibration(ctx context.Context, scope auth.Scope, c Calibration) (Calibration, error)
	// Calibrations returns the newest first.
	Calibrations(ctx context.Context, scope auth.Scope, limit int) ([]Calibration, error)
	SetGraderState(ctx context.Context, scope auth.Scope, g Grader) error
}

// Calibrations is the verbs of calibrating graders.
type Calibrations struct {
	store   CalibrationStore
	graded  EvaluationStore
	journal Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewCalibrations connects calibration with what it needs of others.
func NewCalibrations(store CalibrationStore, graded EvaluationStore, journal Journal) *Calibrations {
	return &Calibrations{store: store, graded: graded, journal: journal, Now: time.Now}
}

// Calibrate compares graders by the linking sets of the last weeks and writes down how
// each stands; those who come out red no longer count. Where graders never judged a
// common contact, the round says who stands apart and changes nobody's state.
func (s *Calibrations) Calibrate(ctx context.Context, scope auth.Scope, weeks int) (Calibration, error) {
	if weeks < 1 || weeks > 52 {
		return Calibration{}, invalidField("calibration", "weeks", fmt.Sprint(weeks), "1 to 52 weeks")
	}
	c := Calibration{Until: s.Now(), At: s.Now(), By: scope.Actor()}
	c.Since = c.Until.AddDate(0, 0, -7*weeks)
	err := s.graded.InTx(ctx, scope, func(ctx context.Context) error {
		graders, err := s.graded.Graders(ctx, scope)
		if err != nil {
			return err
		}
		sheets, err := s.graded.Sheets(ctx, scope, JudgedQuery{From: c.Since, To: c.Until, Kinds: []GradeKind{LinkingGrade}})
		if err != nil {
			return err
		}
		if err := c.compare(sheets, graders); err != nil {
			return err
		}
		if err := s.ownChecks(ctx, scope, &c); err != nil {
			return err
		}
		for _, g := range c.Graders {
			if err := s.store.SetGraderState(ctx, scope, Grader{ID: g.GraderID, State: string(g.State), Severity: g.Severity, CalibratedAt: c.At}); err != nil {
				return err
			}
		}
		if c, err = s.store.AddCalibration(ctx, scope, c); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "quality.calibrate", fmt.Sprintf("quality_calibration:%d", c.ID), map[string]any{"contacts": c.Contacts, "grades": c.Grades})
	})
	return c, err
}

// List returns the rounds, the newest first. A coordinator sees his own graders.
func (s *Calibrations) List(ctx context.Context, scope auth.Scope, limit int) ([]Calibration, error) {
	list, err := s.store.Calibrations(ctx, scope, limit)
	if own := scope.Employer(); own != 0 {
		for i := range list {
			list[i] = list[i].of(own)
		}
	}
	return list, err
}

// of is what an employer may see of a round.
func (c Calibration) of(employer int64) Calibration {
	c.Graders = slices.DeleteFunc(slices.Clone(c.Graders), func(g GraderStanding) bool { return g.EmployerID != employer })
	c.OwnChecks = slices.DeleteFunc(slices.Clone(c.OwnChecks), func(o OwnCheck) bool { return o.EmployerID != employer })
	c.Apart, c.Disputed = nil, nil
	return c
}

// compare fills in severity, agreement and consensus of sheets of common contacts.
func (c *Calibration) compare(sheets []Evaluation, graders []Grader) error {
	contacts := indexOf(sheets, func(e Evaluation) int64 { return e.ContactID })
	judges := indexOf(sheets, func(e Evaluation) int64 { return e.GraderID })
	c.Contacts, c.Grades = len(contacts.ids), len(sheets)
	if len(contacts.ids) < 2 || len(judges.ids) < 2 {
		return refusedBy(TooFew, fmt.Sprintf("%d contacts judged by %d graders", len(contacts.ids), len(judges.ids)),
			"a linking set of at least two contacts that two graders judged", len(contacts.ids), len(judges.ids))
	}
	book := map[int64]Grader{}
	for _, g := range graders {
		book[g.ID] = g
	}
	design := severity.Design{Agents: make([]string, len(contacts.ids)), Items: []string{"points"}}
	for _, id := range judges.ids {
		design.Graders = append(design.Graders, book[id].Name)
	}
	for _, e := range sheets {
		design.Ratings = append(design.Ratings, severity.Rating{Agent: contacts.at[e.ContactID], Grader: judges.at[e.GraderID], Score: e.Points})
	}
	calibrated, err := severity.Calibrate(design)
	var apart *severity.DisconnectedError
	switch {
	case errors.As(err, &apart):
		c.Apart = apart.Parts
	case err != nil:
		return invalidQuality("calibration", err)
	default:
		c.SD = calibrated.SD
		for i, k := range calibrated.Graders { // every grader of the design graded something
			g := book[judges.ids[i]]
			c.Graders = append(c.Graders, GraderStanding{
				GraderID: g.ID, Name: g.Name, EmployerID: g.EmployerID, Party: g.Party, Grades: count(sheets, g.ID),
				Severity: k.Severity, Error: k.Error, Alpha: told(k.Alpha), State: k.State,
			})
		}
	}
	if c.Apart == nil {
		if c.Design, err = gradeDesign(sheets, contacts, judges); err != nil {
			return err
		}
	}
	c.Items = itemAgreement(sheets, judges)
	return c.consensus(sheets, judges)
}

func count(sheets []Evaluation, grader int64) (n int) {
	for _, e := range sheets {
		if e.GraderID == grader {
			n++
		}
	}
	return n
}

func told(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// index numbers ids from 0 in their order.
type index struct {
	ids []int64
	at  map[int64]int
}

func indexOf(sheets []Evaluation, id func(Evaluation) int64) index {
	x := index{at: map[int64]int{}}
	for _, e := range sheets {
		x.at[id(e)] = 0
	}
	x.ids = slices.Sorted(maps.Keys(x.at))
	for i, id := range x.ids {
		x.at[id] = i
	}
	return x
}

// itemAgreement is Krippendorff's alpha of each item of each form.
func itemAgreement(sheets []Evaluation, judges index) []ItemAgreement {
	type place struct {
		form int64
		item string
	}
	grades := map[place][][]float64{}
	var order []place
	contacts := indexOf(sheets, func(e Evaluation) int64 { return e.ContactID })
	n := map[place]int{}
	for _, e := range sheets {
		for _, a := range e.Answers {
			p := place{e.FormID, a.Item}
			if grades[p] == nil {
				order = append(order, p)
				grades[p] = make([][]float64, len(judges.ids))
				for g := range judges.ids {
					grades[p][g] = slices.Repeat([]float64{math.NaN()}, len(contacts.ids))
				}
			}
			if !a.Without {
				grades[p][judges.at[e.GraderID]][contacts.at[e.ContactID]] = float64(a.Grade)
				n[p]++
			}
		}
	}
	var out []ItemAgreement
	for _, p := range order {
		i := ItemAgreement{FormID: p.form, Item: p.item, Grades: n[p]}
		if alpha, err := agree.Krippendorff(grades[p], agree.Ordinal); err == nil {
			i.Alpha, i.Use = &alpha, agree.Read(alpha)
		}
		out = append(out, i)
	}
	return out
}

// consensus finds which items of which contacts are errors when everybody's votes are
// taken together (Dawid-Skene with prior counts), and from it what each grader finds.
func (c *Calibration) consensus(sheets []Evaluation, judges index) error {
	type place struct {
		contact int64
		item    string
	}
	at := map[place]int{}
	var places []place
	var votes []consensus.Vote
	names := map[int64]string{}
	for _, e := range sheets {
		names[e.ContactID] = e.ContactCode
		for _, a := range e.Answers {
			if a.Without {
				continue
			}
			p := place{e.ContactID, a.Item}
			if _, seen := at[p]; !seen {
				at[p] = len(places)
				places = append(places, p)
			}
			votes = append(votes, consensus.Vote{Item: at[p], Worker: judges.at[e.GraderID], Label: failedVote(a.Grade)})
		}
	}
	labels, err := consensus.NewLabels(len(places), len(judges.ids), 2, votes)
	if err != nil {
		return invalidQuality("calibration", err)
	}
	result, err := consensus.Infer(labels, consensus.Settings{})
	if err != nil {
		return invalidQuality("calibration", err)
	}
	for i := range c.Graders {
		w := judges.at[c.Graders[i].GraderID]
		row := result.Confusion[w*4 : w*4+4] // truth x vote, passed first
		met := result.Met[w*2 : w*2+2]
		if met[1] > .5 {
			c.Graders[i].Found = &row[3]
		}
		if met[0] > .5 {
			c.Graders[i].Sound = &row[0]
		}
	}
	for i, p := range places {
		d := Dispute{ContactID: p.contact, Contact: names[p.contact], Item: p.item, FailedProbability: result.Posterior[2*i+1]}
		for _, v := range votes {
			if v.Item == i {
				d.Failed += v.Label
				d.Passed += 1 - v.Label
			}
		}
		if d.Failed > 0 && d.Passed > 0 {
			c.Disputed = append(c.Disputed, d)
		}
	}
	slices.SortStableFunc(c.Disputed, func(a, b Dispute) int { return min(b.Failed, b.Passed) - min(a.Failed, a.Passed) })
	c.DisputedAll = len(c.Disputed)
	c.Disputed = c.Disputed[:min(len(c.Disputed), disputesShown)]
	return nil
}

// failedVote is 1 for a grade of nothing. Grades between count as passed: whether an
// item was an error is what graders must agree on.
func failedVote(grade int) int {
	if grade == 0 {
		return 1
	}
	return 0
}

// ownChecks sets vendors' own judgements beside the owner's of the same contacts.
func (s *Calibrations) ownChecks(ctx context.Context, scope auth.Scope, c *Calibration) error {
	since := c.Until.AddDate(0, -3, 0)
	own, err := s.graded.Judged(ctx, scope, JudgedQuery{From: since, To: c.Until, Kinds: []GradeKind{OwnGrade}})
	if err != nil {
		return err
	}
	first, err := s.graded.Judged(ctx, scope, JudgedQuery{From: since, To: c.Until, Kinds: []GradeKind{FirstGrade}})
	if err != nil {
		return err
	}
	points := map[int64]float64{}
	for _, j := range first {
		points[j.ContactID] = j.Points
	}
	theirs, ours := map[int64][]float64{}, map[int64][]float64{}
	for _, j := range own {
		if of, judged := points[j.ContactID]; judged {
			theirs[j.EmployerID] = append(theirs[j.EmployerID], j.Points)
			ours[j.EmployerID] = append(ours[j.EmployerID], of)
		}
	}
	for _, employer := range slices.Sorted(maps.Keys(theirs)) {
		d, err := agree.Compare(theirs[employer], ours[employer], .95)
		if err != nil {
			continue // one contact in common says nothing yet
		}
		c.OwnChecks = append(c.OwnChecks, OwnCheck{EmployerID: employer, Contacts: len(theirs[employer]), Difference: d, Tolerable: d.Tolerable(Tolerance)})
	}
	return nil
}
