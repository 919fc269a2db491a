package scheduling

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce"
)

// Enqueuer queues long work; jobs.Runner is one.
type Enqueuer interface {
	Enqueue(ctx context.Context, scope auth.Scope, kind jobs.Kind, payload any, opts ...jobs.EnqueueOption) (int64, error)
}

// Journal records who did what; audit.Log is one.
type Journal interface {
	Record(ctx context.Context, scope auth.Scope, action, subject string, detail any) error
}

// Service is the verbs of rostering.
type Service struct {
	store   Store
	people  Workforce
	demands Demands
	queue   Enqueuer
	journal Journal
	desks   desks
	ledgers ledgers
	// Services says what service people give; nil: nobody can say.
	Services Services
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewService connects scheduling with what it needs of others.
func NewService(store Store, people Workforce, demands Demands, queue Enqueuer, journal Journal) *Service {
	s := &Service{store: store, people: people, demands: demands, queue: queue, journal: journal, Now: time.Now}
	s.desks.kept = map[deskKey]*opened{}
	return s
}

// defaultSlotMin is the slot of coverage: breaks are quarter hours.
const defaultSlotMin = 15

// Create drafts a roster for requirements. The requirements must be of queues
// of the roster's site, one a queue.
func (s *Service) Create(ctx context.Context, scope auth.Scope, r Roster) (Roster, error) {
	r, err := NewRoster(r)
	if err != nil {
		return Roster{}, err
	}
	demands, err := s.demandsOf(ctx, scope, r)
	if err != nil {
		return Roster{}, err
	}
	if err := checkDemands(&r, demands); err != nil {
		return Roster{}, err
	}
	snapshot, err := s.people.Planning(ctx, scope, r.SiteID, r.From, r.From, workforce.Filter{PersonIDs: []int64{0}})
	if err != nil {
		return Roster{}, err
	}
	r.Zone, r.CreatedAt, r.CreatedBy = snapshot.Site.Zone, s.Now(), scope.Actor()
	if r.SlotMin == 0 {
		r.SlotMin = defaultSlotMin
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if r, err = s.store.CreateRoster(ctx, scope, r); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "roster.create", subject(r.ID), map[string]any{"name": r.Name, "from": r.From.String(), "days": r.Days})
	})
	return r, err
}

func subject(id int64) string { return fmt.Sprintf("roster:%d", id) }

func (s *Service) demandsOf(ctx context.Context, scope auth.Scope, r Roster) ([]Demand, error) {
	demands := make([]Demand, len(r.Requirements))
	for i, id := range r.Requirements {
		var err error
		if demands[i], err = s.demands.Demand(ctx, scope, id); err != nil {
			return nil, fmt.Errorf("requirement %d: %w", id, err)
		}
	}
	return demands, nil
}

// checkDemands refuses demand of other sites, of one queue twice, or of other
// days, and takes the site from the demand where none was given.
func checkDemands(r *Roster, demands []Demand) error {
	var bad []FieldError
	if r.SiteID == 0 {
		r.SiteID = demands[0].SiteID
	}
	for i, d := range demands {
		at := fmt.Sprintf("requirementIds[%d]", i)
		if d.SiteID != r.SiteID {
			bad = append(bad, FieldError{Field: at, Found: "queue " + d.QueueCode + " of another site", Expected: "a queue of the roster's site", Want: problem.Wanting(problem.SameSite)})
		}
		if slices.ContainsFunc(demands[:i], func(o Demand) bool { return o.QueueID == d.QueueID }) {
			bad = append(bad, FieldError{Field: at, Found: "queue " + d.QueueCode + " again", Expected: "one requirement a queue", Want: problem.Wanting(problem.EachOnce)})
		}
		g := d.People.Grid
		if last := g.First().AddDays(g.Days() - 1); g.First().After(r.From) || last.Before(r.To()) {
			bad = append(bad, FieldError{Field: at, Found: fmt.Sprintf("%s to %s", g.First(), last), Expected: fmt.Sprintf("a requirement that covers %s to %s", r.From, r.To()), Want: problem.Wanting(problem.Covers, r.From, r.To())})
		}
	}
	if len(bad) > 0 {
		return &InvalidError{What: "roster", Fields: bad}
	}
	return nil
}

// Roster returns one roster.
func (s *Service) Roster(ctx context.Context, scope auth.Scope, id int64) (Roster, error) {
	return s.store.Roster(ctx, scope, id)
}

// Rosters lists rosters, the newest first; before is the last id of the page
// before, 0 for the first page.
func (s *Service) Rosters(ctx context.Context, scope auth.Scope, before int64, limit int) ([]Roster, error) {
	return s.store.Rosters(ctx, scope, before, limit)
}

// Delete forgets a draft that nobody was told about.
func (s *Service) Delete(ctx context.Context, scope auth.Scope, id, version int64) error {
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.store.DeleteRoster(ctx, scope, id, version); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "roster.delete", subject(id), nil)
	})
}

// Opened is a roster with everything around it, as it stands now.
type Opened struct {
	Roster  Roster
	Problem *Problem
	Shifts  []Shift
	Sheet   *Sheet
}

// People returns the people whom the roster plans, in order of code.
func (o *Opened) People() []workforce.PlanningPerson { return o.Problem.people }

// Demands returns what the roster covers.
func (o *Opened) Demands() []Demand { return o.Problem.demands }

// Coverage returns for every demand how many people each slot needs and has.
func (o *Opened) Coverage() (required, scheduled [][]float64) {
	for _, group := range o.Problem.Groups {
		required = append(required, group.Required)
	}
	return required, roster.Coverage(o.Problem.Problem, o.Problem.lay(o.Shifts))
}

// Breaches verifies every rule for everybody, without the optimiser's help.
func (o *Opened) Breaches() []Breach {
	laid := o.Problem.lay(o.Shifts)
	return append(o.Problem.breaches(roster.Verify(o.Problem.Problem, laid)),
		o.Problem.teamBreaches(roster.VerifyTeams(o.Problem.Problem, laid))...)
}

// Open reads a roster, the people it plans and the demand it covers.
func (s *Service) Open(ctx context.Context, scope auth.Scope, id int64) (*Opened, error) {
	r, err := s.store.Roster(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	return s.open(ctx, scope, r)
}

func (s *Service) open(ctx context.Context, scope auth.Scope, r Roster) (*Opened, error) {
	given, shifts, err := s.given(ctx, scope, r)
	if err != nil {
		return nil, err
	}
	return opening(given, shifts)
}

func opening(given Given, shifts []Shift) (*Opened, error) {
	problem, err := NewProblem(given)
	if err != nil {
		return nil, err
	}
	return &Opened{Roster: given.Roster, Problem: problem, Shifts: shifts, Sheet: NewSheet(shifts)}, nil
}

// openAgreed opens a roster by the demand that was agreed, whatever an earlier
// build corrected of it.
func (s *Service) openAgreed(ctx context.Context, scope auth.Scope, r Roster) (*Opened, error) {
	given, shifts, err := s.given(ctx, scope, r)
	if err != nil {
		return nil, err
	}
	given.Check = nil
	return opening(given, shifts)
}

func (s *Service) given(ctx context.Context, scope auth.Scope, r Roster) (Given, []Shift, error) {
	given := Given{Roster: r}
	var err error
	if given.Demands, err = s.demandsOf(ctx, scope, r); err != nil {
		return given, nil, err
	}
	filter := workforce.Filter{
		EmployerIDs: r.People.EmployerIDs, TeamIDs: r.People.TeamIDs, SkillIDs: r.People.SkillIDs, PersonIDs: r.People.PersonIDs,
	}
	if given.Snapshot, err = s.people.Planning(ctx, scope, r.SiteID, r.From, r.To(), filter); err != nil {
		return given, nil, err
	}
	ids := make([]int64, len(given.Snapshot.People))
	for i, p := range given.Snapshot.People {
		ids[i] = p.ID
	}
	given.PastDays = reach(given.Snapshot.Agreements)
	if given.Told, err = s.store.Told(ctx, scope, ids, r.From.AddDays(-given.PastDays), r.From.AddDays(-1)); err != nil {
		return given, nil, err
	}
	if given.Ledger, err = s.burdensBefore(ctx, scope, r); err != nil {
		return given, nil, err
	}
	if given.Wishes, given.Records, err = s.wishesFor(ctx, scope, r, ids); err != nil {
		return given, nil, err
	}
	together, err := s.TeamRules(ctx, scope, r.SiteID)
	if err != nil {
		return given, nil, err
	}
	given.Together = together.Rules
	if r.ID == 0 { // a yardstick, which plans nobody
		return given, nil, nil
	}
	if given.Granted, err = s.store.Exceptions(ctx, scope, r.ID); err != nil {
		return given, nil, err
	}
	if given.Check, err = s.store.Check(ctx, scope, r.ID); err != nil {
		return given, nil, err
	}
	shifts, err := s.store.Shifts(ctx, scope, r.ID)
	for _, shift := range shifts {
		if shift.Locked {
			given.Fixed = append(given.Fixed, shift)
		}
	}
	return given, shifts, err
}

// desks keeps the rosters that planners have under their hands, so that a drag
// does not read everything again at each step. What it keeps is only for
// showing; nothing is written from it.
type desks struct {
	mu   sync.Mutex
	kept map[deskKey]*opened
}

// deskKey tells apart what different people see of one roster.
type deskKey struct{ roster, actor int64 }

type opened struct {
	*Opened
	mu    sync.Mutex
	desk  *roster.Desk
	until time.Time
}

// deskLife is how long a desk may miss what others change about people.
const deskLife = 15 * time.Second

// maxDesks bounds the memory that desks take.
const maxDesks = 16

// desk returns the roster laid out for trying moves, at its present version.
func (s *Service) desk(ctx context.Context, scope auth.Scope, id int64) (*opened, error) {
	r, err := s.store.Roster(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	key := deskKey{id, scope.Actor()}
	s.desks.mu.Lock()
	kept, found := s.desks.kept[key]
	s.desks.mu.Unlock()
	if found && kept.Roster.Version == r.Version && s.Now().Before(kept.until) {
		return kept, nil
	}
	plan, err := s.open(ctx, scope, r)
	if err != nil {
		return nil, err
	}
	desk, err := roster.NewDesk(plan.Problem.Problem, plan.Problem.lay(plan.Shifts))
	if err != nil {
		return nil, err
	}
	fresh := &opened{Opened: plan, desk: desk, until: s.Now().Add(deskLife)}
	s.desks.mu.Lock()
	defer s.desks.mu.Unlock()
	if len(s.desks.kept) >= maxDesks {
		clear(s.desks.kept)
	}
	s.desks.kept[key] = fresh
	return fresh, nil
}
