package careers

import (
	"context"
	"fmt"
	"strconv"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// personCode is how the cores call a person.
func personCode(id int64) string { return "p" + strconv.FormatInt(id, 10) }

// PersonOf is the inverse of personCode; 0 for anything else.
func PersonOf(code string) int64 {
	if code == "" || code[0] != 'p' {
		return 0
	}
	id, err := strconv.ParseInt(code[1:], 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// records puts together all that is known of people on a day.
type records struct {
	ladders  LadderStore
	evidence EvidenceStore
	staff    Staff
}

// known is a person with their record.
type known struct {
	workforce.Person
	Record *ladder.Record
	Spell  Spell // on the day; its Rung is "" on none
}

// absencesFrom is how far back absences are read: before that nobody had a clock.
const absenceDays = 3660

// read returns everybody whom a filter finds and who is employed on the day, in order
// of their codes.
func (r records) read(ctx context.Context, scope auth.Scope, filter workforce.Filter, on grid.Date) ([]known, error) {
	filter.From, filter.To = on, on
	people, err := r.staff.People.Find(ctx, scope, filter)
	if err != nil {
		return nil, err
	}
	var ids []int64 // nil: everybody, so that lists of thousands need not be asked for
	if len(people) <= 200 {
		ids = []int64{}
		for _, p := range people {
			ids = append(ids, p.ID)
		}
	}
	out := make([]known, 0, len(people))
	place := map[int64]int{}
	for _, p := range people {
		if !p.EmployedOn(on) {
			continue
		}
		place[p.ID] = len(out)
		out = append(out, known{Person: p, Record: &ladder.Record{Person: personCode(p.ID), Hired: p.HiredOn}})
	}
	if err := r.stand(ctx, scope, ids, on, out, place); err != nil {
		return nil, err
	}
	away, err := r.staff.Absences.Find(ctx, scope, workforce.Filter{PersonIDs: ids, From: on.AddDays(-absenceDays), To: on.AddDays(absenceDays)})
	if err != nil {
		return nil, err
	}
	for _, a := range away {
		if i, found := place[a.PersonID]; found && a.Status == workforce.Approved {
			out[i].Record.Leaves = append(out[i].Record.Leaves, ladder.Leave{ID: fmt.Sprintf("absence-%d", a.ID), From: a.From, To: a.To.AddDays(1), Protected: protectedLeave(a.Kind)})
		}
	}
	pieces, err := r.evidence.Evidence(ctx, scope, ids, on.AddDays(-keptDays))
	if err != nil {
		return nil, err
	}
	for _, p := range pieces {
		if i, found := place[p.PersonID]; found {
			p.into(out[i].Record)
		}
	}
	return out, nil
}

// stand adds who stands where.
func (r records) stand(ctx context.Context, scope auth.Scope, ids []int64, on grid.Date, out []known, place map[int64]int) error {
	spells, err := r.ladders.Spells(ctx, scope, ids)
	if err != nil {
		return err
	}
	for _, s := range spells {
		i, found := place[s.PersonID]
		if !found {
			continue
		}
		out[i].Record.Spells = append(out[i].Record.Spells, ladder.Spell{ID: fmt.Sprintf("spell-%d", s.ID), Rung: s.Rung, From: s.From, To: s.To})
		if s.on(on) {
			out[i].Spell = s
		}
	}
	return nil
}

// one returns a single person, whoever asks.
func (r records) one(ctx context.Context, scope auth.Scope, person int64, on grid.Date) (known, error) {
	list, err := r.read(ctx, scope, workforce.Filter{IDs: []int64{person}}, on)
	if err != nil {
		return known{}, err
	}
	if len(list) == 0 {
		p, err := r.staff.People.Get(ctx, scope, person)
		return known{Person: p, Record: &ladder.Record{Person: personCode(person), Hired: p.HiredOn}}, err
	}
	return list[0], nil
}
