package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/quality/accept"
	"github.com/muster-wfm/muster/workforce"
)

// What sequential tests of the demonstration centre look at: so many contacts of a lot,
// so many people and contacts of each.
const (
	lotContacts    = 40
	screenedPeople = 4
	screenedItems  = 24
)

// tests brings in contacts that nobody has judged and tests them: four weeks of Pennine
// as a lot, until the test has decided, and some of Lotus's people one by one.
func (d *judgedDemo) tests(ctx context.Context) error {
	if err := d.untested(ctx); err != nil {
		return err
	}
	grader := d.judges[1]
	scope, err := auth.NewScope(auth.Grant{Tenant: wire.MainTenant, Actor: grader.UserID, AllSites: true, Permissions: auth.Permissions(auth.Supervisor)})
	if err != nil {
		return err
	}
	day := d.centre.Today
	for _, o := range []vendors.SampleOrder{
		{Name: "Pennine, four weeks · 四周批次", Purpose: vendors.ForLot, EmployerID: d.centre.Employers["PENNINE"], From: day.AddDays(-35), To: day.AddDays(-8), Seed: 2},
		{Name: "Lotus, one by one · 逐人筛查", Purpose: vendors.ForScreening, EmployerID: d.centre.Employers["LOTUS"], From: day.AddDays(-35), To: day.AddDays(-8), PerPerson: screenedItems, Seed: 3},
	} {
		o.FormID, o.Zone, o.Graders = d.sheet.ID, "UTC", []int64{grader.ID}
		sample, err := d.m.Evaluations.Draw(ctx, d.scope, o)
		if err != nil {
			return err
		}
		if err := d.workThrough(ctx, scope, sample, grader); err != nil {
			return err
		}
	}
	return nil
}

// untested imports the contacts that the tests are to look at.
func (d *judgedDemo) untested(ctx context.Context) error {
	var file strings.Builder
	file.WriteString("id,time,agent,stratum,link\n")
	n := 0
	of := func(who workforce.Person, contacts int) {
		for range contacts {
			n++
			at := d.today.AddDate(0, 0, -35).Add(time.Duration(d.rnd.IntN(27*24*3600)) * time.Second)
			fmt.Fprintf(&file, "T%06d,%s,%s,%s,https://recordings.demo.example/T%06d\n", n, at.Format(time.RFC3339), who.Code, d.kind(), n)
		}
	}
	people, err := d.m.Workforce.People.Find(ctx, d.scope, workforce.Filter{})
	if err != nil {
		return err
	}
	for _, some := range []struct {
		employer string
		contacts int
	}{{"PENNINE", lotContacts / screenedPeople}, {"LOTUS", screenedItems}} {
		left := screenedPeople
		for _, who := range people {
			if who.EmployerID == d.centre.Employers[some.employer] && left > 0 {
				of(who, some.contacts)
				left--
			}
		}
	}
	_, err = d.m.Evaluations.Import(ctx, d.scope, strings.NewReader(file.String()), time.UTC, false)
	return err
}

// workThrough judges a sample, and passes over what is left of a lot once its test has
// decided.
func (d *judgedDemo) workThrough(ctx context.Context, scope auth.Scope, sample vendors.Sample, g demoGrader) error {
	list, err := d.m.Evaluations.Worklist(ctx, scope, 2000)
	if err != nil {
		return err
	}
	for _, item := range list {
		if item.SampleID != sample.ID {
			continue
		}
		decided, err := d.decided(ctx, sample)
		if err != nil {
			return err
		}
		if decided {
			err = d.m.Evaluations.Skip(ctx, scope, item.ID, "The test has decided. 检验已有结论。")
		} else {
			_, err = d.m.Evaluations.Grade(ctx, scope, item.ID, d.sees(g, d.workOf(item.Contact)), "")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// decided reports whether a sample is a lot whose test has come to its end.
func (d *judgedDemo) decided(ctx context.Context, sample vendors.Sample) (bool, error) {
	if sample.Order.Purpose != vendors.ForLot {
		return false, nil
	}
	tests, err := d.m.Evaluations.Tests(ctx, d.scope, sample.ID)
	if err != nil || len(tests.Tests) == 0 {
		return false, err
	}
	return tests.Tests[0].Verdict != accept.Continue, nil
}
