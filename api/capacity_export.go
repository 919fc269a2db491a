package api

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/spreadsheet"
)

func (s *Server) registerCapacityExports(api huma.API, r resource[CapacityPlanFields, CapacityPlan]) {
	export := func(ending, id, summary, media string, write func(io.Writer, spreadsheet.Table) error) {
		op := r.operation(http.MethodGet, "/capacity-plans/{id}/export."+ending, id, summary)
		op.Responses = map[string]*huma.Response{"200": {
			Description: "The file.", Content: map[string]*huma.MediaType{media: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
		}}
		secured(s, api, op, auth.ReadDemand, func(ctx context.Context, scope auth.Scope, in *capacityWeeksInput) (*fileOutput, error) {
			weeks, err := s.capacityWeeks(ctx, scope, in)
			if err != nil {
				return nil, err
			}
			var out bytes.Buffer
			if err := write(&out, capacityTable(weeks.Body)); err != nil {
				return nil, err
			}
			name := fmt.Sprintf("capacity-%d-%s.%s", in.ID, in.Period, ending)
			return &fileOutput{ContentType: media, Disposition: `attachment; filename="` + name + `"`, Body: out.Bytes()}, nil
		})
	}
	export("csv", "export-capacity-csv", "Take a plan away as CSV", "text/csv", spreadsheet.CSV)
	export("xlsx", "export-capacity-xlsx", "Take a plan away as a workbook", xlsxType, spreadsheet.XLSX)
}

// capacityTable is a line a group and week, a column a figure; money stays in
// whole minor units.
func capacityTable(w CapacityWeeks) spreadsheet.Table {
	t := spreadsheet.Table{Name: "Capacity", Header: []string{"group", w.Period, "currency"}}
	for i, g := range w.Groups {
		figures, money := g.columns()
		if i == 0 {
			for _, c := range figures {
				t.Header = append(t.Header, c.name)
			}
			for _, c := range money {
				t.Header = append(t.Header, c.name+"_minor")
			}
		}
		for at, first := range w.First {
			row := []any{g.Name, first.String(), w.Currency}
			for _, c := range figures {
				row = append(row, tableFigure(c.values[at]))
			}
			for _, c := range money {
				row = append(row, c.values[at])
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

type capacityColumn[V any] struct {
	name   string
	values []V
}

// columns are the figures in the order of a table.
func (g CapacityColumns) columns() ([]capacityColumn[float64], []capacityColumn[int64]) {
	return []capacityColumn[float64]{
			{"start", g.Start}, {"hires", g.Hires}, {"transfers_in", g.TransfersIn}, {"transfers_out", g.TransfersOut}, {"leavers", g.Leavers}, {"end", g.End},
			{"training", g.Training}, {"worth", g.Worth}, {"required", g.Required}, {"vendor", g.Vendor}, {"gap", g.Gap}, {"required_hours", g.RequiredHours},
			{"own_hours", g.OwnHours}, {"vendor_hours", g.VendorHours}, {"overtime_hours", g.OvertimeHours}, {"gap_hours", g.GapHours}, {"available", g.Available},
		}, []capacityColumn[int64]{
			{"pay", g.PayMinor}, {"hiring", g.HiringMinor}, {"training_cost", g.TrainingCostMinor}, {"overtime_pay", g.OvertimePayMinor},
			{"vendor_cost", g.VendorCostMinor}, {"cost", g.CostMinor}, {"gap_pay", g.GapMinor},
		}
}

// tableFigure is a figure with six decimals, nothing where there is none.
func tableFigure(v float64) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return math.Round(v*1e6) / 1e6
}
