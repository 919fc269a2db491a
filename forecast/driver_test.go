package forecast_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

func (d *desk) drivers() *forecast.Drivers {
	s := forecast.NewDrivers(store.NewDrivers(d.db), d.centre, d.centre.Sites)
	s.Now = func() time.Time { return d.now }
	return s
}

func (d *desk) campaign(t testing.TB) forecast.Driver {
	t.Helper()
	made, err := d.drivers().Create(t.Context(), d.all, forecast.Driver{
		SiteID: d.london.ID, Code: "mail", Name: "Mailing", Kind: forecast.CampaignDriver, Unit: "letters", Measure: forecast.MovesContacts,
	})
	must(t, err)
	return made
}

// fields returns the names of the fields that an error refuses.
func fields(err error) []string {
	var invalid *workforce.InvalidError
	var names []string
	if errors.As(err, &invalid) {
		for _, f := range invalid.Fields {
			names = append(names, f.Field)
		}
	}
	return names
}

func TestADriverIsKeptWithItsQueuesAndValues(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx, s := t.Context(), d.drivers()
		made := d.campaign(t)
		made.QueueIDs = []int64{d.night.ID, d.billing.ID, d.night.ID}
		made.Name = "Direct mail"
		made, err := s.Edit(ctx, d.all, made)
		must(t, err)
		got, err := s.Get(ctx, d.all, made.ID)
		must(t, err)
		want := made
		want.Version, want.QueueIDs = 2, []int64{d.billing.ID, d.night.ID}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the driver differs (-want +got):\n%s", diff)
		}
		values := []forecast.DriverValue{{Date: grid.MustDate("2026-03-10"), Value: 500, Planned: true}, {Date: grid.MustDate("2026-03-02"), Value: 1200}}
		changed, err := s.SetValues(ctx, d.all, made.ID, 2, grid.MustDate("2026-03-01"), grid.MustDate("2026-03-31"), values)
		must(t, err)
		if changed.Version != 3 {
			t.Errorf("with new values the driver stands at version %d, want 3", changed.Version)
		}
		_, kept, err := s.Values(ctx, d.all, made.ID, grid.MustDate("2026-03-02"), grid.MustDate("2026-03-31"))
		must(t, err)
		if diff := cmp.Diff([]forecast.DriverValue{values[1], values[0]}, kept); diff != "" {
			t.Errorf("the values differ (-want +got):\n%s", diff)
		}
		must(t, s.Delete(ctx, d.all, made.ID))
		if _, err := s.Get(ctx, d.all, made.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a deleted driver: got %v, want not found", err)
		}
	})
}

func TestAStaleEditOfADriverIsRefusedWithBothVersions(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		made := d.campaign(t)
		_, err := d.drivers().SetValues(t.Context(), d.all, made.ID, 7, grid.MustDate("2026-03-01"), grid.MustDate("2026-03-02"), nil)
		var stale *database.StaleError
		if !errors.As(err, &stale) || stale.Have != 1 || stale.Want != 7 {
			t.Errorf("values on version 7 of a driver at version 1: got %v", err)
		}
	})
}

func TestDriversOfOtherSitesAndTenantsDoNotExist(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx, s := t.Context(), d.drivers()
		made := d.campaign(t)
		_, err := s.SetValues(ctx, d.all, made.ID, 1, grid.MustDate("2026-03-01"), grid.MustDate("2026-03-02"), []forecast.DriverValue{{Date: grid.MustDate("2026-03-01"), Value: 1}})
		must(t, err)
		elsewhere, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 9, Permissions: auth.Permissions(auth.Planner), Sites: []int64{d.shanghai.ID}})
		must(t, err)
		for name, scope := range map[string]auth.Scope{"another site": elsewhere, "another tenant": auth.SystemScope(2)} {
			if _, err := s.Get(ctx, scope, made.ID); !errors.Is(err, database.ErrNotFound) {
				t.Errorf("%s reads the driver: %v, want not found", name, err)
			}
			values, err := store.NewDrivers(d.db).DriverValues(ctx, scope, made.ID, grid.MustDate("2026-03-01"), grid.MustDate("2026-03-02"))
			if err != nil || len(values) != 0 {
				t.Errorf("%s reads the values: %v, %v; want none", name, values, err)
			}
			if err := s.Delete(ctx, scope, made.ID); !errors.Is(err, database.ErrNotFound) {
				t.Errorf("%s deletes the driver: %v, want not found", name, err)
			}
			if all, err := s.List(ctx, scope, 0, 0); err != nil || len(all) != 0 {
				t.Errorf("%s lists %v, %v; want none", name, all, err)
			}
		}
	})
}

func TestADriverThatCannotBeIsRefusedFieldByField(t *testing.T) {
	d := sqliteDesk(t)
	good := forecast.Driver{SiteID: d.london.ID, Code: "x", Name: "X", Kind: forecast.OrdersDriver, Measure: forecast.MovesContacts}
	for name, c := range map[string]struct {
		change func(*forecast.Driver)
		want   []string
	}{
		"nothing at all":          {func(v *forecast.Driver) { *v = forecast.Driver{} }, []string{"code", "name", "kind", "measure", "siteId"}},
		"a code with a bar":       {func(v *forecast.Driver) { v.Code = "a|b" }, []string{"code"}},
		"a line break in a unit":  {func(v *forecast.Driver) { v.Unit = "a\nb" }, []string{"unit"}},
		"a site that is not":      {func(v *forecast.Driver) { v.SiteID = 4711 }, []string{"siteId"}},
		"a queue that is not":     {func(v *forecast.Driver) { v.QueueIDs = []int64{4711} }, []string{"queueIds[0]"}},
		"a queue of another site": {func(v *forecast.Driver) { v.SiteID, v.QueueIDs = d.shanghai.ID, []int64{d.billing.ID} }, []string{"queueIds[0]"}},
	} {
		t.Run(name, func(t *testing.T) {
			bad := good
			c.change(&bad)
			_, err := d.drivers().Create(t.Context(), d.all, bad)
			if diff := cmp.Diff(c.want, fields(err)); diff != "" {
				t.Errorf("refused fields differ (-want +got):\n%s\nerror: %v", diff, err)
			}
		})
	}
	made, err := d.drivers().Create(t.Context(), d.all, good)
	must(t, err)
	if _, err := d.drivers().Create(t.Context(), d.all, made); !database.IsDuplicate(err) {
		t.Errorf("the same code again: got %v, want a duplicate", err)
	}
}

func TestValuesThatCannotBeAreRefused(t *testing.T) {
	for _, c := range []struct {
		kind   forecast.DriverKind
		values []forecast.DriverValue
		want   []string
	}{
		{forecast.CampaignDriver, []forecast.DriverValue{{Date: grid.MustDate("2026-03-01"), Value: -1}}, []string{"values[0].value"}},
		{forecast.WeatherDriver, []forecast.DriverValue{{Date: grid.MustDate("2026-03-01"), Value: -12}}, nil},
		{forecast.DeflectionDriver, []forecast.DriverValue{{Date: grid.MustDate("2026-03-01"), Value: 1}}, []string{"values[0].value"}},
		{forecast.OtherDriver, []forecast.DriverValue{{Value: 1}}, []string{"values[0].date"}},
		{forecast.OtherDriver, []forecast.DriverValue{{Date: grid.MustDate("2026-03-01"), Value: 1}, {Date: grid.MustDate("2026-03-01"), Value: 2}}, []string{"values[1].date"}},
	} {
		_, err := forecast.NewDriverValues(forecast.Driver{Kind: c.kind}, c.values)
		if diff := cmp.Diff(c.want, fields(err)); diff != "" {
			t.Errorf("%s %v: refused fields differ (-want +got):\n%s", c.kind, c.values, diff)
		}
	}
	d := sqliteDesk(t)
	made := d.campaign(t)
	_, err := d.drivers().SetValues(t.Context(), d.all, made.ID, 1, grid.MustDate("2026-03-02"), grid.MustDate("2026-03-03"), []forecast.DriverValue{{Date: grid.MustDate("2026-03-04"), Value: 1}})
	if diff := cmp.Diff([]string{"values[0].date"}, fields(err)); diff != "" {
		t.Errorf("a value outside the days named (-want +got):\n%s", diff)
	}
}

func TestAListOfDriversNarrowsToWhatMovesAQueue(t *testing.T) {
	d := sqliteDesk(t)
	ctx, s := t.Context(), d.drivers()
	d.campaign(t)
	_, err := s.Create(ctx, d.all, forecast.Driver{SiteID: d.london.ID, QueueIDs: []int64{d.night.ID}, Code: "bot", Name: "Bot", Kind: forecast.DeflectionDriver, Measure: forecast.MovesBoth})
	must(t, err)
	for _, c := range []struct {
		site, queue int64
		want        []string
	}{{0, 0, []string{"bot", "mail"}}, {0, d.night.ID, []string{"bot", "mail"}}, {0, d.billing.ID, []string{"mail"}}, {d.shanghai.ID, 0, nil}, {d.shanghai.ID, d.night.ID, nil}} {
		found, err := s.List(ctx, d.all, c.site, c.queue)
		must(t, err)
		var codes []string
		for _, f := range found {
			codes = append(codes, f.Code)
		}
		if diff := cmp.Diff(c.want, codes); diff != "" {
			t.Errorf("site %d, queue %d (-want +got):\n%s", c.site, c.queue, diff)
		}
	}
}

func TestAFileOfValuesIsLaidOverWhatWasThere(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx, s := t.Context(), d.drivers()
		made := d.campaign(t)
		first, err := s.ImportValues(ctx, d.all, made.ID, strings.NewReader("\ufeffdate,value\n2026-03-12,300\n2026-03-02,100\n"), false)
		must(t, err)
		if !first.Written || first.Rows != 2 || first.Added != 2 || first.First != grid.MustDate("2026-03-02") || first.Last != grid.MustDate("2026-03-12") {
			t.Errorf("the first file: %+v", first)
		}
		second := "value,date,planned,remark\n150,2026-03-02,false,counted\n10,2026-03-05,,\n"
		dry, err := s.ImportValues(ctx, d.all, made.ID, strings.NewReader(second), true)
		must(t, err)
		if dry.Written || !dry.DryRun || dry.Added != 1 || dry.Changed != 1 {
			t.Errorf("the second file, dry: %+v", dry)
		}
		_, err = s.ImportValues(ctx, d.all, made.ID, strings.NewReader(second), false)
		must(t, err)
		_, kept, err := s.Values(ctx, d.all, made.ID, grid.MustDate("2026-01-01"), grid.MustDate("2026-12-31"))
		must(t, err)
		want := []forecast.DriverValue{{Date: grid.MustDate("2026-03-02"), Value: 150}, {Date: grid.MustDate("2026-03-05"), Value: 10}, {Date: grid.MustDate("2026-03-12"), Value: 300, Planned: true}}
		if diff := cmp.Diff(want, kept); diff != "" {
			t.Errorf("the values differ (-want +got):\n%s", diff)
		}
		again, err := s.ImportValues(ctx, d.all, made.ID, strings.NewReader(second), false)
		must(t, err)
		if again.Written || again.Added+again.Changed != 0 {
			t.Errorf("the same file again: %+v; want nothing written", again)
		}
	})
}

func TestAWrongFileOfValuesChangesNothingAndNamesEveryCell(t *testing.T) {
	d := sqliteDesk(t)
	made := d.campaign(t)
	for text, want := range map[string][]forecast.CellProblem{
		"":                        {{Line: 1}},
		"date,sends\n":            {{Line: 1, Found: "date,sends"}},
		"date,value\n\"2026":      {{Line: 2}},
		"date,value\n2026-3-1,-5": {{Line: 2, Column: "date", Found: "2026-3-1"}, {Line: 2, Column: "value", Found: "-5"}},
		"date,value\n2026-03-01,1\n2026-03-01,NaN\n2026-03-02,1e999\n": {
			{Line: 3, Column: "date", Found: "2026-03-01"}, {Line: 3, Column: "value", Found: "NaN"}, {Line: 4, Column: "value", Found: "1e999"},
		},
		"date,value,planned\n2026-03-01,1,perhaps\n": {{Line: 2, Column: "planned", Found: "perhaps"}},
		"date,value\n2026-03-01\n":                   {{Line: 2, Column: "value"}},
	} {
		report, err := d.drivers().ImportValues(t.Context(), d.all, made.ID, strings.NewReader(text), false)
		must(t, err)
		ignored := cmpopts.IgnoreFields(forecast.CellProblem{}, "Expected")
		if text == "date,value\n\"2026" {
			ignored = cmpopts.IgnoreFields(forecast.CellProblem{}, "Expected", "Found")
		}
		if diff := cmp.Diff(want, report.Problems, ignored); diff != "" || report.Written {
			t.Errorf("file %q: written %v, problems (-want +got):\n%s", text, report.Written, diff)
		}
		for _, p := range report.Problems {
			if p.Expected == "" {
				t.Errorf("file %q: problem %+v does not say what was expected", text, p)
			}
		}
	}
}

func FuzzFilesOfValuesNeverBreakTheReader(f *testing.F) {
	f.Add("date,value\n2026-03-01,1\n")
	f.Add("date,value,planned\n2026-03-01,-1,x\n\n\"")
	f.Add("\ufeffDate , VALUE\r\n2026-02-30,1e308\r\n")
	d := sqliteDesk(f)
	made, err := d.drivers().Create(f.Context(), d.all, forecast.Driver{SiteID: d.london.ID, Code: "x", Name: "X", Kind: forecast.OtherDriver, Measure: forecast.MovesContacts})
	must(f, err)
	f.Fuzz(func(t *testing.T, text string) {
		report, err := d.drivers().ImportValues(t.Context(), d.all, made.ID, strings.NewReader(text), true)
		if err != nil || report.Written {
			t.Errorf("file %q: %+v, %v", text, report, err)
		}
	})
}
