package vendors_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/vendors/store"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// volume is a centre with what asks for hours and reads them.
type volume struct {
	*centre
	*vendors.Commitments
	hours *vendors.Hours
	lock  vendors.LockedForecast
	id    int64 // of the lock, as kept
}

// Locked returns the one lock of the centre.
func (v *volume) Locked(_ context.Context, _ auth.Scope, id int64) (vendors.LockedForecast, error) {
	if id != v.id {
		return vendors.LockedForecast{}, database.ErrNotFound
	}
	return v.lock, nil
}

// QueueSite returns a queue of the centre.
func (v *volume) QueueSite(ctx context.Context, scope auth.Scope, id int64) (workforce.Queue, workforce.Site, error) {
	q, err := v.workforce.Queues.Get(ctx, scope, id)
	return q, v.site, err
}

// monday is the first day of the lock: two days of which each half hour from 9 to 17
// needs eight agents.
var monday = day("2026-03-09")

func eachVolume(t *testing.T, test func(t *testing.T, v *volume)) {
	t.Helper()
	eachEngine(t, func(t *testing.T, c *centre) {
		v := &volume{centre: c, id: c.lockRow(t)}
		v.lock = vendors.LockedForecast{QueueID: c.calls.ID, Zone: "Asia/Shanghai", Minutes: 30, From: monday, Days: 2}
		g, err := grid.New(must(time.LoadLocation("Asia/Shanghai"))(t), 30, monday, 2)
		if err != nil {
			t.Fatal(err)
		}
		for i := range g.Len() {
			contacts, agents := 0.0, 0.0
			if m := g.WallMinute(i); m >= 9*60 && m < 17*60 {
				contacts, agents = 60, 8
			}
			v.lock.Contacts, v.lock.AHTS, v.lock.Agents = append(v.lock.Contacts, contacts), append(v.lock.AHTS, 180), append(v.lock.Agents, agents)
		}
		programmes := store.NewProgrammes(c.db)
		v.Commitments = vendors.NewCommitments(store.NewCommitments(c.db), programmes, v, c.journal)
		v.Commitments.Now = func() time.Time { return c.now }
		v.hours = vendors.NewHours(store.NewHours(c.db), programmes, store.NewCommitments(c.db), v, c.journal)
		v.hours.Now = func() time.Time { return c.now }
		test(t, v)
	})
}

// lockRow keeps a forecast and a lock of it, for commitments to refer to.
func (c *centre) lockRow(t *testing.T) (id int64) {
	t.Helper()
	err := c.db.InTx(t.Context(), c.scope, func(ctx context.Context) error {
		tx := c.db.Tx(ctx)
		for _, table := range []string{"forecast_runs", "forecast_locks"} {
			types, err := tx.Migrator().ColumnTypes(table) //nolint:forbidigo // it reads the columns and changes none
			if err != nil {
				return err
			}
			row := map[string]any{}
			for _, column := range types {
				name := column.Name()
				if nullable, _ := column.Nullable(); nullable && name != "id" {
					continue
				}
				row[name] = filler(name, strings.ToLower(column.DatabaseTypeName()), c)
			}
			if err := tx.Table(table).Create(row).Error; err != nil {
				return err
			}
		}
		return tx.Raw("SELECT id FROM forecast_locks").Scan(&id).Error
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// filler is a value that a column takes.
func filler(name, kind string, c *centre) any {
	switch name {
	case "id", "tenant_id", "forecast_id":
		return 1
	case "queue_id":
		return c.calls.ID
	case "site_id":
		return c.site.ID
	case "first_day":
		return "2026-03-09"
	case "state":
		return "done"
	}
	switch {
	case strings.Contains(kind, "time"):
		return c.now
	case strings.Contains(kind, "int"), strings.Contains(kind, "real"), strings.Contains(kind, "double"):
		return 1
	case strings.Contains(kind, "blob"), strings.Contains(kind, "bytea"):
		return []byte{}
	case strings.Contains(kind, "bool"):
		return false
	}
	return ""
}

func (v *volume) order(p vendors.Programme) vendors.CommitmentOrder {
	return vendors.CommitmentOrder{
		ProgrammeID: p.ID, LockID: v.id, Share: 0.5, VolumeBand: 0.1, HandleBand: 0.1, Tolerance: 0.05, Occupancy: 0.8, Due: v.now.Add(48 * time.Hour), Note: "as in February",
	}
}

func close(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestHoursAreAskedForAnsweredWithLessAndAgreed(t *testing.T) {
	eachVolume(t, func(t *testing.T, v *volume) {
		ctx, p := t.Context(), v.created(t, "KESTREL", contract.SimpleCall)
		asked := must(v.Ask(ctx, v.scope, v.order(p)))(t)
		got := must(v.Commitments.Get(ctx, v.scope, asked.ID))(t)
		if diff := cmp.Diff(asked.Curves, got.Curves); diff != "" || got.State != vendors.Asked || len(got.Hash) != 64 {
			t.Fatalf("kept %+v (-asked +kept):\n%s", got, diff)
		}
		if hours := total(got.Curves.Asked); !close(hours, 2*8*8*0.5) || !close(total(got.Curves.Contacts), 2*16*30) {
			t.Errorf("%v hours for %v contacts, want 64 for 960", hours, total(got.Curves.Contacts))
		}
		var overlap *vendors.CommitmentOverlapError
		if _, err := v.Ask(ctx, v.scope, v.order(p)); !errors.As(err, &overlap) || overlap.Other != asked.ID {
			t.Errorf("the same days again: %v, want an overlap with %d", err, asked.ID)
		}
		kestrel := v.coordinator(t, "KESTREL")
		_, err := v.Counter(ctx, kestrel, asked.ID, 1, []vendors.Cut{{From: monday, To: day("2026-04-01"), StartMin: 600, EndMin: 540, Share: 1}}, "")
		if fields := fieldsOf(t, err); !slices.Equal(fields, []string{"cuts[0].to", "cuts[0].end", "cuts[0].share"}) {
			t.Errorf("%v refused", fields)
		}
		countered := must(v.Counter(ctx, kestrel, asked.ID, 1, []vendors.Cut{{From: monday, To: monday, StartMin: 9 * 60, EndMin: 11 * 60, Share: 0.75}}, "a training"))(t)
		if hours := total(countered.Curves.Offered); !close(hours, 64-4*2*0.25) || countered.State != vendors.Countered {
			t.Errorf("%s with %v hours, want 62 countered", countered.State, hours)
		}
		var state *vendors.CommitmentStateError
		if _, err := v.Accept(ctx, kestrel, asked.ID, 2, ""); !errors.As(err, &state) {
			t.Errorf("an answer is accepted: %v", err)
		}
		agreed := must(v.Agree(ctx, v.scope, asked.ID, 2, "fine"))(t)
		if !close(total(agreed.Curves.Committed), 62) || agreed.State != vendors.Agreed {
			t.Errorf("%s with %v hours, want 62 agreed", agreed.State, total(agreed.Curves.Committed))
		}
		var actions []vendors.Action
		for _, s := range must(v.Commitments.Get(ctx, v.scope, asked.ID))(t).Steps {
			actions = append(actions, s.Action)
		}
		if want := []vendors.Action{vendors.Ask, vendors.Counter, vendors.Agree}; !slices.Equal(actions, want) {
			t.Errorf("steps %v, want %v", actions, want)
		}
	})
}

func TestTheOwnerMayInsistAndTheClockRuns(t *testing.T) {
	eachVolume(t, func(t *testing.T, v *volume) {
		ctx, p := t.Context(), v.created(t, "KESTREL", contract.SimpleCall)
		c := must(v.Ask(ctx, v.scope, v.order(p)))(t)
		if c.Overdue(v.now) || !c.Overdue(v.now.Add(72*time.Hour)) {
			t.Error("the clock is two days")
		}
		kestrel := v.coordinator(t, "KESTREL")
		c = must(v.Counter(ctx, kestrel, c.ID, c.Version, []vendors.Cut{{From: monday, To: monday, EndMin: 1440}}, ""))(t)
		_, err := v.Insist(ctx, v.scope, c.ID, c.Version, v.now, "")
		if fields := fieldsOf(t, err); !slices.Equal(fields, []string{"dueAt"}) {
			t.Errorf("%v refused", fields)
		}
		c = must(v.Insist(ctx, v.scope, c.ID, c.Version, v.now.Add(time.Hour), "all of it"))(t)
		var stale *database.StaleError
		if _, err := v.Accept(ctx, kestrel, c.ID, 1, ""); !errors.As(err, &stale) {
			t.Errorf("an answer to what has changed: %v", err)
		}
		c = must(v.Accept(ctx, kestrel, c.ID, c.Version, ""))(t)
		var state *vendors.CommitmentStateError
		if _, err := v.Withdraw(ctx, v.scope, c.ID, c.Version, ""); !errors.As(err, &state) || !close(total(c.Curves.Committed), 64) {
			t.Errorf("withdrawn after agreement: %v, %v hours", err, total(c.Curves.Committed))
		}
	})
}

func TestTheOwnStaffAgreeAtOnceAndWrongOrdersNameTheirFields(t *testing.T) {
	eachVolume(t, func(t *testing.T, v *volume) {
		ctx := t.Context()
		own := v.order(v.created(t, "OWN", contract.InHouse))
		own.Due = time.Time{}
		if c := must(v.Ask(ctx, v.scope, own))(t); c.State != vendors.Agreed || !close(total(c.Curves.Committed), 64) {
			t.Errorf("own staff: %s", c.State)
		}
		p := v.created(t, "KESTREL", contract.SimpleCall)
		for _, wrong := range []struct {
			spoil func(*vendors.CommitmentOrder)
			want  []string
		}{
			{func(o *vendors.CommitmentOrder) { o.ProgrammeID = 987 }, []string{"programmeId"}},
			{func(o *vendors.CommitmentOrder) { o.LockID = 987 }, []string{"lockId"}},
			{func(o *vendors.CommitmentOrder) { o.Share, o.VolumeBand, o.Tolerance, o.Due = 0, 2, 1, v.now }, []string{"share", "volumeBand", "tolerance", "dueAt"}},
		} {
			o := v.order(p)
			wrong.spoil(&o)
			_, err := v.Ask(ctx, v.scope, o)
			if got := fieldsOf(t, err); !slices.Equal(got, wrong.want) {
				t.Errorf("%v refused, want %v", got, wrong.want)
			}
		}
		v.lock.EmployerID = v.employers["LOTUS"]
		if _, err := v.Ask(ctx, v.scope, v.order(p)); !slices.Equal(fieldsOf(t, err), []string{"lockId"}) {
			t.Errorf("a forecast promised to another: %v", err)
		}
		v.lock.EmployerID, v.lock.Agents = 0, nil
		c := must(v.Ask(ctx, v.scope, v.order(p)))(t)
		if want := 2 * 16 * 30 * 180.0 / 3600 / 0.8; !close(total(c.Curves.Asked), want) {
			t.Errorf("without a requirement %v hours, want %v", total(c.Curves.Asked), want)
		}
	})
}

// delivery is a file of hours: eight to ten people from nine to five, too few in the
// morning and more than asked in the afternoon.
const delivery = `source,skill combination,startDateTime,endDateTime,resources
east,CALLS,20260309 09:00,20260309 11:00,2
east,calls,20260309 11:00,20260309 17:00,6
`

func (v *volume) upload(t *testing.T, scope auth.Scope, p vendors.Programme, kind vendors.HoursKind) vendors.HoursFile {
	t.Helper()
	return must(v.hours.Upload(t.Context(), scope, vendors.HoursUpload{ProgrammeID: p.ID, Kind: kind, Name: "march.csv", Text: delivery}))(t)
}

// 003-22: what was promised stands beside what came, interval by interval.
func TestASurplusInOneIntervalMendsNoShortfallInAnother(t *testing.T) {
	eachVolume(t, func(t *testing.T, v *volume) {
		ctx, p := t.Context(), v.created(t, "KESTREL", contract.SimpleCall)
		kestrel := v.coordinator(t, "KESTREL")
		c := must(v.Ask(ctx, v.scope, v.order(p)))(t)
		must(v.Accept(ctx, kestrel, c.ID, c.Version, ""))(t)
		v.now = monday.AddDays(3).Start(time.UTC)
		f := v.upload(t, kestrel, p, vendors.Delivered)
		if f.Lines != 2 || !close(f.Hours, 40) || f.From != monday || f.To != monday {
			t.Errorf("the file: %+v", f)
		}
		b := must(v.hours.Board(ctx, kestrel, vendors.BoardQuery{QueueID: v.calls.ID, From: monday, Days: 2}))(t)
		if len(b.Rows) != 1 {
			t.Fatalf("%d rows", len(b.Rows))
		}
		row := b.Rows[0]
		if !close(row.Total.Committed, 64) || !close(row.Total.Delivered, 40) || !close(row.Total.Short, 4) || !close(row.Total.Surplus, 12) {
			t.Errorf("totals %+v, want 64 committed, 40 delivered, 4 short, 12 surplus", row.Total)
		}
		if row.Judged != 16 || !close(row.Kept, 12.0/16) {
			t.Errorf("%v of %d intervals kept, want 12 of 16: of the second day nobody has told", row.Kept, row.Judged)
		}
		if len(row.Misses) != 1 || !close(row.Misses[0].Short, 4) || row.Misses[0].End.Sub(row.Misses[0].Start) != 2*time.Hour {
			t.Errorf("misses %+v, want one of two hours", row.Misses)
		}
		if want := []vendors.HoursSource{vendors.FromFile, vendors.FromNothing}; !slices.Equal(row.Source, want) {
			t.Errorf("sources %v, want %v", row.Source, want)
		}
	})
}

func TestAFileIsTakenInWholeOrItsFaultsAreNamed(t *testing.T) {
	eachVolume(t, func(t *testing.T, v *volume) {
		ctx, p := t.Context(), v.created(t, "KESTREL", contract.SimpleCall)
		u := vendors.HoursUpload{ProgrammeID: p.ID, Kind: vendors.Planned, Name: "x.csv", Text: delivery + "east,NIGHTS,20260310 09:00,20260310 10:00,2\neast,CALLS,20260310 09:00,20260310 08:00,many\n"}
		_, err := v.hours.Upload(ctx, v.scope, u)
		var faults exchange.Faults
		if !errors.As(err, &faults) || len(faults) < 3 || faults[0].Line != 4 || faults[0].Column != "skillcombination" {
			t.Errorf("faults %v", err)
		}
		u.Text, u.DryRun = delivery, true
		must(v.hours.Upload(ctx, v.scope, u))(t)
		if files := must(v.hours.Files(ctx, v.scope, p.ID, 10))(t); len(files) != 0 {
			t.Errorf("a dry run keeps %d files", len(files))
		}
		v.upload(t, v.scope, p, vendors.Planned)
		if again := v.upload(t, v.scope, p, vendors.Planned); again.Replaced != 1 {
			t.Errorf("the same file replaces %d days, want 1", again.Replaced)
		}
		if files := must(v.hours.Files(ctx, v.scope, p.ID, 10))(t); len(files) != 2 || files[0].ID <= files[1].ID {
			t.Errorf("files %+v", files)
		}
		b := must(v.hours.Board(ctx, v.scope, vendors.BoardQuery{QueueID: v.calls.ID, From: monday, Days: 1}))(t)
		if !close(total(b.Rows[0].Planned), 40) {
			t.Errorf("%v hours planned, want 40", total(b.Rows[0].Planned))
		}
	})
}

func TestHoursAndCommitmentsOfAnotherVendorDoNotExist(t *testing.T) {
	eachVolume(t, func(t *testing.T, v *volume) {
		ctx, theirs := t.Context(), v.created(t, "LOTUS", contract.SimpleCall)
		c := must(v.Ask(ctx, v.scope, v.order(theirs)))(t)
		kestrel := v.coordinator(t, "KESTREL")
		for name, call := range map[string]func() error{
			"a commitment": func() error { _, err := v.Commitments.Get(ctx, kestrel, c.ID); return err },
			"accept":       func() error { _, err := v.Accept(ctx, kestrel, c.ID, c.Version, ""); return err },
			"counter": func() error {
				_, err := v.Counter(ctx, kestrel, c.ID, c.Version, []vendors.Cut{{From: monday, To: monday, EndMin: 1440}}, "")
				return err
			},
			"agree":    func() error { _, err := v.Agree(ctx, kestrel, c.ID, c.Version, ""); return err },
			"insist":   func() error { _, err := v.Insist(ctx, kestrel, c.ID, c.Version, v.now.Add(time.Hour), ""); return err },
			"withdraw": func() error { _, err := v.Withdraw(ctx, kestrel, c.ID, c.Version, ""); return err },
			"files":    func() error { _, err := v.hours.Files(ctx, kestrel, theirs.ID, 9); return err },
			"upload": func() error {
				_, err := v.hours.Upload(ctx, kestrel, vendors.HoursUpload{ProgrammeID: theirs.ID, Kind: vendors.Delivered, Name: "x", Text: delivery})
				return err
			},
		} {
			if err := call(); !errors.Is(err, database.ErrNotFound) {
				t.Errorf("%s of another vendor: %v, want not found", name, err)
			}
		}
		if list := must(v.Commitments.List(ctx, kestrel, vendors.CommitmentQuery{}))(t); len(list) != 0 {
			t.Errorf("lists %d commitments of another", len(list))
		}
		if b := must(v.hours.Board(ctx, kestrel, vendors.BoardQuery{QueueID: v.calls.ID, From: monday, Days: 1}))(t); len(b.Rows) != 0 {
			t.Errorf("the board shows %d rows of another", len(b.Rows))
		}
	})
}

func total(values []float64) (sum float64) {
	for _, x := range values {
		sum += x
	}
	return sum
}
