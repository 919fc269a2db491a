package careers

import (
	"context"
	"errors"
	"time"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Judged is how near somebody is to a move.
type Judged struct {
	PersonID int64
	LadderID int64 // the version it is judged by
	Kind     ladder.EdgeKind
	From, To string
	On       grid.Date
	Finding  ladder.Finding
	Met      int // requirements that are met, of those asked
	Asked    int
	Since    grid.Date // first day of the same verdict
	Inputs   string    // hash of what went in
	Outcome  string    // hash of the finding
}

// Snapshot is all that a decision rests on.
type Snapshot struct {
	Judged
	Record    ladder.Record
	CreatedAt time.Time
}

// ReadinessStore keeps how near people are to their moves.
type ReadinessStore interface {
	Transactor
	// Readiness is that of the people whom the scope sees; nil is all of them.
	Readiness(ctx context.Context, scope auth.Scope, people []int64) ([]Judged, error)
	// PutReadiness replaces what was kept of everybody, or of the people given.
	PutReadiness(ctx context.Context, scope auth.Scope, people []int64, list []Judged) error
	// AddSnapshot keeps one by its hash; the same again is nothing new.
	AddSnapshot(ctx context.Context, scope auth.Scope, s Snapshot) error
	Snapshot(ctx context.Context, scope auth.Scope, inputs string) (Snapshot, error)
}

// Pinned tells which version of a ladder somebody's application goes by.
type Pinned interface {
	Pinned(ctx context.Context, scope auth.Scope) (map[int64]int64, error)
}

// Readiness judges how near people are to their next rungs.
type Readiness struct {
	store   ReadinessStore
	ladders *Ladders
	records records
	pinned  Pinned
	queue   Enqueuer
	// Evidence is collected before everybody is judged; nil: it is not.
	Evidence *Evidence
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// Enqueuer queues long work; jobs.Runner is one.
type Enqueuer interface {
	Enqueue(ctx context.Context, scope auth.Scope, kind jobs.Kind, payload any, opts ...jobs.EnqueueOption) (int64, error)
}

// ReadinessKind is the job that judges everybody.
const ReadinessKind jobs.Kind = "careers.readiness"

// NewReadiness connects readiness with what it needs of others.
func NewReadiness(store ReadinessStore, ladders *Ladders, evidence EvidenceStore, pinned Pinned, queue Enqueuer) *Readiness {
	return &Readiness{store: store, ladders: ladders, records: records{ladders.store, evidence, ladders.staff}, pinned: pinned, queue: queue, Now: time.Now}
}

func (s *Readiness) today() grid.Date { return grid.DateOf(s.Now().UTC()) }

// versions are the ladders that people may go by: those in force by code, and all by id.
type versions struct {
	standing map[string]KeptLadder
	all      map[int64]KeptLadder
	pinned   map[int64]int64
}

func (s *Readiness) versions(ctx context.Context, scope auth.Scope) (versions, error) {
	list, err := s.ladders.Ladders(ctx, scope)
	if err != nil {
		return versions{}, err
	}
	v := versions{standing: map[string]KeptLadder{}, all: map[int64]KeptLadder{}}
	for _, k := range list {
		v.all[k.ID] = k
		if k.State == Published {
			v.standing[k.Ladder.Code] = k
		}
	}
	v.pinned, err = s.pinned.Pinned(ctx, scope)
	return v, err
}

// of is the version that somebody goes by: the one their application began under, else
// the one in force.
func (v versions) of(k known) (KeptLadder, bool) {
	if kept, found := v.all[v.pinned[k.ID]]; found && kept.Ladder.Code == k.Spell.Ladder {
		return kept, true
	}
	kept, found := v.standing[k.Spell.Ladder]
	return kept, found
}

// Order has everybody judged by a job.
func (s *Readiness) Order(ctx context.Context, scope auth.Scope) (job int64, err error) {
	return s.queue.Enqueue(ctx, scope, ReadinessKind, struct{}{})
}

// RunJob is the job's work.
func (s *Readiness) RunJob(ctx context.Context, job *jobs.Job) (any, error) {
	n, err := s.JudgeAll(ctx, job.Scope())
	return map[string]int{"people": n}, err
}

// collectedDays is how far back sources are asked again: what they say may change.
const collectedDays = 35

// JudgeAll collects evidence and judges everybody, and returns how many people stand on
// a rung.
func (s *Readiness) JudgeAll(ctx context.Context, scope auth.Scope) (int, error) {
	today := s.today()
	if s.Evidence != nil {
		if _, err := s.Evidence.CollectNow(ctx, scope); err != nil {
			return 0, err
		}
	}
	list, people, err := s.judge(ctx, scope, workforce.Filter{}, today)
	if err != nil {
		return 0, err
	}
	return people, s.store.InTx(ctx, scope, func(ctx context.Context) error {
		return s.store.PutReadiness(ctx, scope, nil, list)
	})
}

// judge judges everybody of a filter on a day, keeping since when a verdict holds.
func (s *Readiness) judge(ctx context.Context, scope auth.Scope, filter workforce.Filter, on grid.Date) ([]Judged, int, error) {
	v, err := s.versions(ctx, scope)
	if err != nil {
		return nil, 0, err
	}
	people, err := s.records.read(ctx, scope, filter, on)
	if err != nil {
		return nil, 0, err
	}
	before, err := s.store.Readiness(ctx, scope, nil)
	if err != nil {
		return nil, 0, err
	}
	type move struct {
		person int64
		to     string
	}
	was := map[move]Judged{}
	for _, b := range before {
		was[move{b.PersonID, b.To}] = b
	}
	var list []Judged
	standing := 0
	for _, p := range people {
		kept, found := v.of(p)
		if !found {
			continue
		}
		standing++
		for _, e := range kept.Ladder.From(p.Spell.Rung) {
			if e.Kind == ladder.StepBack {
				continue
			}
			j := judged(kept, e, p, on)
			if b, seen := was[move{p.ID, e.To}]; seen && b.From == j.From && b.Finding.Verdict == j.Finding.Verdict {
				j.Since = b.Since
			}
			list = append(list, j)
		}
	}
	return list, standing, nil
}

// judged judges one move.
func judged(kept KeptLadder, e ladder.Edge, p known, on grid.Date) Judged {
	snap := ladder.Snap(kept.Ladder, e, p.Record, on)
	j := Judged{
		PersonID: p.ID, LadderID: kept.ID, Kind: e.Kind, From: e.From, To: e.To, On: on,
		Finding: snap.Assessment.Finding, Since: on, Inputs: snap.Inputs, Outcome: snap.Outcome,
	}
	j.Met, j.Asked = counted(j.Finding)
	return j
}

// counted is how many of the requirements directly asked for are met.
func counted(f ladder.Finding) (met, asked int) {
	if f.Kind == ladder.KindNothing {
		return 0, 0
	}
	parts := f.Parts
	if f.Kind != ladder.KindAll {
		parts = []ladder.Finding{f}
	}
	for _, p := range parts {
		asked++
		if p.Kind == ladder.KindAll {
			m, a := counted(p)
			met, asked = met+m, asked+a-1
			continue
		}
		if p.Verdict == ladder.Passes {
			met++
		}
	}
	return met, asked
}

// Kept is what was found last of those whom the scope sees.
func (s *Readiness) Kept(ctx context.Context, scope auth.Scope) ([]Judged, error) {
	return s.store.Readiness(ctx, scope, nil)
}

// Path is a person's own way: where they stand, and how near they are to each move.
type Path struct {
	Person workforce.Person
	Spells []Spell
	Spell  Spell // today's
	Kept   KeptLadder
	Moves  []Judged
}

// PathOf judges a person now.
func (s *Readiness) PathOf(ctx context.Context, scope auth.Scope, person int64) (Path, error) {
	if _, err := s.ladders.staff.People.Get(ctx, scope, person); err != nil {
		return Path{}, err
	}
	all := auth.SystemScope(scope.Tenant())
	p, err := s.records.one(ctx, all, person, s.today())
	if err != nil {
		return Path{}, err
	}
	v, err := s.versions(ctx, all)
	if err != nil {
		return Path{}, err
	}
	out := Path{Person: p.Person, Spell: p.Spell}
	if out.Spells, err = s.ladders.store.Spells(ctx, all, []int64{person}); err != nil {
		return out, err
	}
	kept, found := v.of(p)
	if !found {
		return out, nil
	}
	out.Kept = kept
	for _, e := range kept.Ladder.From(p.Spell.Rung) {
		if e.Kind != ladder.StepBack {
			out.Moves = append(out.Moves, judged(kept, e, p, s.today()))
		}
	}
	return out, nil
}

// OwnPath is that of the caller.
func (s *Readiness) OwnPath(ctx context.Context, scope auth.Scope) (Path, error) {
	if scope.Person() == 0 {
		return Path{}, database.ErrNotFound
	}
	return s.PathOf(ctx, auth.SystemScope(scope.Tenant()), scope.Person())
}

// Try judges everybody on a rung by a version that need not be in force: who would pass.
func (s *Readiness) Try(ctx context.Context, scope auth.Scope, id int64, from, to string) ([]Judged, error) {
	kept, err := s.ladders.Ladder(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	var edge *ladder.Edge
	for _, e := range kept.Ladder.From(from) {
		if e.To == to {
			edge = &e
		}
	}
	if edge == nil {
		return nil, invalid("trial", "to", from+" → "+to, "a move of the version")
	}
	known, err := s.ladders.Catalogue(ctx, scope)
	if err != nil {
		return nil, err
	}
	if faults := kept.Ladder.Check(known, nil); len(faults) > 0 {
		return nil, &FaultsError{faults}
	}
	people, err := s.records.read(ctx, scope, workforce.Filter{}, s.today())
	if err != nil {
		return nil, err
	}
	var list []Judged
	for _, p := range people {
		if p.Spell.Ladder == kept.Ladder.Code && p.Spell.Rung == from {
			list = append(list, judged(kept, *edge, p, s.today()))
		}
	}
	return list, nil
}

// snap judges a move and keeps all that it rests on.
func (s *Readiness) snap(ctx context.Context, scope auth.Scope, kept KeptLadder, e ladder.Edge, person int64, on grid.Date) (Judged, error) {
	p, err := s.records.one(ctx, scope, person, on)
	if err != nil {
		return Judged{}, err
	}
	j := judged(kept, e, p, on)
	return j, s.store.AddSnapshot(ctx, scope, Snapshot{Judged: j, Record: *p.Record, CreatedAt: s.Now()})
}

// ErrNotReplayed says that the same facts were judged otherwise than before.
var ErrNotReplayed = errors.New("the same facts are judged otherwise than they were")

// Replay judges once more what a snapshot rests on, and returns it with the hashes found
// now. They are the same, or something is wrong.
func (s *Readiness) Replay(ctx context.Context, scope auth.Scope, inputs string) (Snapshot, error) {
	kept, err := s.store.Snapshot(ctx, scope, inputs)
	if err != nil {
		return kept, err
	}
	version, err := s.ladders.Ladder(ctx, scope, kept.LadderID)
	if err != nil {
		return kept, err
	}
	for _, e := range version.Ladder.From(kept.From) {
		if e.To != kept.To {
			continue
		}
		again := ladder.Snap(version.Ladder, e, &kept.Record, kept.On)
		if again.Inputs != kept.Inputs || again.Outcome != kept.Outcome {
			return kept, ErrNotReplayed
		}
		kept.Finding = again.Assessment.Finding
		return kept, nil
	}
	return kept, ErrNotReplayed
}
