package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// t0 keeps the signatures of transactions short.
type t0 = context.Context

var noon = time.Date(2026, 3, 10, 12, 0, 0, 123456000, time.UTC)

func (p *past) upload(t *testing.T, scope auth.Scope) forecast.Upload {
	t.Helper()
	u, err := p.imports.AddUpload(t.Context(), scope, forecast.Upload{FileName: "märz.csv", StoredName: "f-1", Bytes: 7, SHA256: "ab", CreatedAt: noon, CreatedBy: scope.Actor()})
	fatal(t, err)
	return u
}

func (p *past) addImport(t *testing.T, scope auth.Scope) forecast.Import {
	t.Helper()
	i, err := p.imports.AddImport(t.Context(), scope, forecast.Import{
		UploadID: p.upload(t, scope).ID, State: forecast.ImportQueued, CreatedAt: noon, CreatedBy: scope.Actor(),
		Order: forecast.ImportOrder{Mapping: history.Mapping{Format: "canonical", Columns: map[string]history.Field{"n": "offered"}}, AllSites: true, DryRun: true},
	})
	fatal(t, err)
	i.FileName = "märz.csv"
	return i
}

func TestUploadsComeBackAndForgetTheirFile(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		want := p.upload(t, p.all)
		got, err := p.imports.Upload(t.Context(), p.all, want.ID)
		fatal(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		fatal(t, p.imports.ForgetFile(t.Context(), p.all, want.ID))
		if got, err = p.imports.Upload(t.Context(), p.all, want.ID); err != nil || got.StoredName != "" {
			t.Errorf("after forgetting: %+v, %v", got, err)
		}
		if _, err := p.imports.Upload(t.Context(), p.all, want.ID+1); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("an upload that is not there: %v", err)
		}
	})
}

func TestImportsComeBackWithEverythingTheyFound(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		want := p.addImport(t, p.all)
		want.State, want.JobID, want.Written, want.Failure = forecast.ImportWriting, 5, 77, "why"
		want.Counts = forecast.ImportCounts{Read: 1, Added: 2, Changed: 3, Unchanged: 4, Refused: 5, LeftOut: 6}
		want.Problems = []history.RowError{{File: "f", Line: 3, Column: "c", Got: "g", Want: "w", Code: history.Negative}}
		want.Report = history.Report{ByQueue: []history.QueueReport{{Queue: "Q", Offered: 9}}, Notes: []string{"n"}}
		want.Touched = []forecast.TouchedSeries{{SeriesID: 1, QueueID: 2, From: 3, To: 4}}
		want.AliveUntil, want.FinishedAt = noon.Add(time.Minute), noon.Add(time.Hour)
		saved, err := p.imports.SaveImport(t.Context(), p.all, want)
		fatal(t, err)
		want.Version = 2
		got, err := p.imports.Import(t.Context(), p.all, want.ID)
		fatal(t, err)
		if diff := cmp.Diff(want, got); diff != "" || saved.Version != 2 {
			t.Errorf("version %d (-want +got):\n%s", saved.Version, diff)
		}
		fatal(t, p.imports.MarkWritten(t.Context(), p.all, want.ID, 99, noon.Add(2*time.Minute)))
		if got, err = p.imports.Import(t.Context(), p.all, want.ID); err != nil || got.Written != 99 || got.Version != 2 {
			t.Errorf("after marking: %d rows, version %d, %v", got.Written, got.Version, err)
		}
	})
}

func TestAStaleImportIsRefusedWithBothVersions(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		i := p.addImport(t, p.all)
		_, err := p.imports.SaveImport(t.Context(), p.all, i)
		fatal(t, err)
		var stale *database.StaleError
		if _, err = p.imports.SaveImport(t.Context(), p.all, i); !errors.As(err, &stale) || stale.Have != 2 || stale.Want != 1 {
			t.Errorf("got %v, want a StaleError with versions 2 and 1", err)
		}
	})
}

func TestOneImportIsAtWorkAtATime(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		first, second := p.addImport(t, p.all), p.addImport(t, p.all)
		if _, busy, err := p.imports.AtWork(t.Context(), p.all); busy || err != nil {
			t.Errorf("queued imports are at work: %v, %v", busy, err)
		}
		first.State, second.State = forecast.ImportChecking, forecast.ImportWriting
		_, err := p.imports.SaveImport(t.Context(), p.all, first)
		fatal(t, err)
		var taken *database.DuplicateError
		if _, err = p.imports.SaveImport(t.Context(), p.all, second); !errors.As(err, &taken) {
			t.Errorf("a second import at work: %v, want a DuplicateError", err)
		}
		at, busy, err := p.imports.AtWork(t.Context(), p.all)
		if err != nil || !busy || at.ID != first.ID {
			t.Errorf("at work: import %d, %v, %v; want %d", at.ID, busy, err, first.ID)
		}
	})
}

func TestImportsAreListedNewestFirstByPages(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		mine := p.all.WithActor(3)
		limited, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 3, Sites: []int64{p.site.ID}})
		fatal(t, err)
		a, b, c := p.addImport(t, p.all), p.addImport(t, mine), p.addImport(t, p.all)
		list := func(scope auth.Scope, before int64, limit int) (ids []int64) {
			page, err := p.imports.Imports(t.Context(), scope, before, limit)
			fatal(t, err)
			for _, i := range page {
				ids = append(ids, i.ID)
				if i.FileName != "märz.csv" || i.Order.Mapping.Format != "canonical" {
					t.Errorf("listed %+v", i)
				}
			}
			return ids
		}
		for _, check := range []struct{ got, want []int64 }{
			{list(p.all, 0, 2), []int64{c.ID, b.ID}}, {list(p.all, b.ID, 2), []int64{a.ID}}, {list(limited, 0, 9), []int64{b.ID}}, {list(auth.SystemScope(2), 0, 9), nil},
		} {
			if diff := cmp.Diff(check.want, check.got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		}
		if _, err := p.imports.Import(t.Context(), limited, a.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("another's import: %v", err)
		}
		if _, err := p.imports.SaveImport(t.Context(), limited, a); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a change of another's import: %v", err)
		}
	})
}
