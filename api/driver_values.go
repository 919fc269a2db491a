package api

import (
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// DriverValue is a driver's figure of one day.
type DriverValue struct {
	Date    Day     `json:"date"`
	Value   float64 `json:"value"`
	Planned bool    `json:"planned,omitempty" doc:"Expected to come, or not confirmed yet."`
}

// DriverValues is a driver's figures of some days, in order.
type DriverValues struct {
	Values []DriverValue `json:"values" maxItems:"4000" nullable:"false"`
}

func (v DriverValue) toDomain() forecast.DriverValue {
	return forecast.DriverValue{Date: v.Date.Date, Value: v.Value, Planned: v.Planned}
}

func driverValueOf(v forecast.DriverValue) DriverValue {
	return DriverValue{Date: Day{v.Date}, Value: v.Value, Planned: v.Planned}
}

// DriverDaysInput names a driver and a range of days.
type DriverDaysInput struct {
	IDInput
	From Day `query:"from" required:"true" doc:"First day."`
	To   Day `query:"to" required:"true" doc:"Last day, included; at most ten years after the first."`
}

// maxDriverFile is the largest file of driver values.
const maxDriverFile = 4 << 20

// DriverImport is what became of a file of driver values.
type DriverImport struct {
	DryRun  bool        `json:"dryRun" doc:"Nothing was written because nothing was to be."`
	Written bool        `json:"written" doc:"False where a row was refused: then nothing was written."`
	Rows    int         `json:"rows" doc:"Rows that are right."`
	Added   int         `json:"added" doc:"Days that had no value."`
	Changed int         `json:"changed" doc:"Days that had another one."`
	First   *Day        `json:"first,omitempty"`
	Last    *Day        `json:"last,omitempty"`
	Errors  []CellIssue `json:"errors" nullable:"false" doc:"Why rows were refused, in the order of the lines; the first 1000."`
}

func driverImportOf(r forecast.DriverImport) DriverImport {
	return DriverImport{
		DryRun: r.DryRun, Written: r.Written, Rows: r.Rows, Added: r.Added, Changed: r.Changed,
		First: dayOrNone(r.First), Last: dayOrNone(r.Last),
		Errors: each(r.Problems[:min(maxIssues, len(r.Problems))], func(p forecast.CellProblem) CellIssue {
			return CellIssue{Line: p.Line, Column: p.Column, Found: p.Found, Expected: p.Expected}
		}),
	}
}

type (
	driverValuesInput struct {
		DriverDaysInput
		IfMatch
		Body DriverValues
	}
	driverValuesOutput struct {
		ETag string `header:"ETag" doc:"Version of the driver in quotes."`
		Body DriverValues
	}
	driverImportInput struct {
		IDInput
		FileBody
		DryRun bool `query:"dryRun" doc:"Only tell what would happen."`
	}
	driverImportOutput struct{ Body DriverImport }
)

func (s *Server) registerDriverValues(api huma.API, r resource[DriverFields, Driver]) {
	get := r.operation(http.MethodGet, "/drivers/{id}/values", "get-driver-values", "List a driver's values of some days")
	secured(s, api, get, auth.ReadDemand, s.driverValues)
	set := r.operation(http.MethodPut, "/drivers/{id}/values", "set-driver-values", "Make a driver's values of some days exactly these")
	secured(s, api, set, auth.ManageDemand, s.setDriverValues)
	file := r.operation(http.MethodPost, "/drivers/{id}/values/import", "import-driver-values", "Take a driver's values from a CSV file")
	file.Description = "Columns: date, value, and planned (true or false; without the column, values from today on are planned). Days the file does not name stay as they are; a file with one wrong row changes nothing. At most 4 MiB."
	file.RequestBody = fileContent("text/csv", "multipart/form-data")
	secured(s, api, file, auth.ManageDemand, s.importDriverValues)
}

// longestDriverSpan is how many days of values one request concerns.
const longestDriverSpan = 10 * 366

// checked refuses a span that runs backwards or is too long.
func (in DriverDaysInput) checked() (from, to grid.Date, err error) {
	if days := in.From.DaysUntil(in.To.Date); days < 0 || days >= longestDriverSpan {
		return from, to, wrongField("query.to", "is no end of the days", in.To.String(), "a day from "+in.From.String()+" on, within ten years")
	}
	return in.From.Date, in.To.Date, nil
}

func (s *Server) driverValues(ctx context.Context, scope auth.Scope, in *DriverDaysInput) (*driverValuesOutput, error) {
	from, to, err := in.checked()
	if err != nil {
		return nil, err
	}
	d, values, err := s.Drivers.Values(ctx, scope, in.ID, from, to)
	if err != nil {
		return nil, err
	}
	return &driverValuesOutput{ETag: etag(d.Version), Body: DriverValues{Values: each(values, driverValueOf)}}, nil
}

func (s *Server) setDriverValues(ctx context.Context, scope auth.Scope, in *driverValuesInput) (*driverValuesOutput, error) {
	from, to, err := in.checked()
	if err != nil {
		return nil, err
	}
	_, err = recordedThing(ctx, s, scope, "driver", "values", func(ctx context.Context) (Driver, error) {
		d, err := s.Drivers.SetValues(ctx, scope, in.ID, in.version(), from, to, each(in.Body.Values, DriverValue.toDomain))
		return driverOf(d), err
	})
	if err != nil {
		return nil, withCurrent(err, func() (any, error) {
			now, err := s.driverValues(ctx, scope, &in.DriverDaysInput)
			if err != nil {
				return nil, err
			}
			return now.Body, nil
		})
	}
	return s.driverValues(ctx, scope, &in.DriverDaysInput)
}

func (s *Server) importDriverValues(ctx context.Context, scope auth.Scope, in *driverImportInput) (*driverImportOutput, error) {
	file, _, err := in.open(maxDriverFile)
	if err != nil {
		return nil, err
	}
	report, err := s.Drivers.ImportValues(ctx, scope, in.ID, file, in.DryRun)
	if err != nil {
		return nil, err
	}
	if report.Written {
		// The file is read once, so no transaction around it could be tried again.
		detail := map[string]int{"added": report.Added, "changed": report.Changed}
		if err := s.Audit.Record(ctx, scope, "driver.values", fmt.Sprintf("driver/%d", in.ID), detail); err != nil {
			return nil, err
		}
	}
	return &driverImportOutput{Body: driverImportOf(report)}, nil
}
