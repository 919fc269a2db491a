package api

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
)

// maxUpload is the largest file of history: one byte below 2 GiB.
const maxUpload = history.MaxFileBytes - 1

// Upload is a file of history that was sent and not yet imported, with what was
// found out about it and what its columns can mean.
type Upload struct {
	ID         int64           `json:"id"`
	FileName   string          `json:"fileName"`
	Bytes      int64           `json:"bytes"`
	CreatedAt  time.Time       `json:"createdAt"`
	CreatedBy  int64           `json:"createdBy"`
	Recognised RecognisedFile  `json:"recognised"`
	Formats    []HistoryFormat `json:"formats" doc:"Every format that is known; the generic one is last."`
	Fields     []HistoryField  `json:"fields" doc:"Every meaning that a column can have."`
}

// RecognisedFile is what the beginning of a file tells.
type RecognisedFile struct {
	Format       string            `json:"format" doc:"Code of the format."`
	Name         string            `json:"name" doc:"Name of the format."`
	Confidence   float64           `json:"confidence" minimum:"0" maximum:"1" doc:"Share of the columns that the format explains."`
	Delimiter    string            `json:"delimiter,omitempty" doc:"Absent for a workbook."`
	Encoding     string            `json:"encoding"`
	Compressed   bool              `json:"compressed" doc:"By gzip."`
	Header       []string          `json:"header" doc:"Names of the columns, each once."`
	HeaderLine   int               `json:"headerLine" doc:"0: the file has none, and the columns are called column 1, column 2, …"`
	Sample       [][]string        `json:"sample" doc:"Cells of the first 20 rows; a short row has fewer than the header."`
	Mapping      map[string]string `json:"mapping" doc:"What the columns seem to mean: field by column."`
	Missing      []string          `json:"missing" doc:"Fields that the mapping must still name."`
	TimeZone     string            `json:"timeZone,omitempty" doc:"Of times without offset, as the sites of the file's queues suggest; absent where these do not share one."`
	IntervalMin  int               `json:"intervalMin,omitempty" doc:"Length of the intervals, where no column gives it and the times tell."`
	DateOrder    string            `json:"dateOrder,omitempty" enum:"dmy,mdy" doc:"Order of dates such as 01/03/2026; absent where the first rows do not tell."`
	Decimal      string            `json:"decimal,omitempty" enum:"point,comma"`
	DurationUnit string            `json:"durationUnit,omitempty" enum:"s,ms,min,day" doc:"Of durations without a colon; absent: the format's own."`
}

// HistoryFormat is one kind of file that some product writes.
type HistoryFormat struct {
	Code    string          `json:"code"`
	Name    string          `json:"name"`
	Daily   bool            `json:"daily" doc:"Rows are whole days, which cannot be imported."`
	Columns []HistoryColumn `json:"columns"`
}

// HistoryColumn is one column of a format.
type HistoryColumn struct {
	Field string   `json:"field"`
	Names []string `json:"names" doc:"As products spell it, the preferred first; # stands for a number of seconds."`
}

// HistoryField is one meaning that a column can have.
type HistoryField struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	Unit     string `json:"unit" enum:"contacts,seconds,minutes,time,text"`
	Required bool   `json:"required" doc:"Without this, or another that gives the same, a file cannot be imported."`
}

func uploadOf(r forecast.Recognition, zone string) Upload {
	u := r.Upload
	return Upload{
		ID: u.ID, FileName: u.FileName, Bytes: u.Bytes, CreatedAt: u.CreatedAt, CreatedBy: u.CreatedBy, Recognised: recognisedOf(r.Recognised, zone),
		Formats: each(history.Formats(), func(f history.Format) HistoryFormat {
			return HistoryFormat{Code: f.Code, Name: f.Name, Daily: f.Daily, Columns: each(f.Columns, func(c history.Column) HistoryColumn {
				return HistoryColumn{Field: string(c.Field), Names: orEmpty(c.Names)}
			})}
		}),
		Fields: each(history.Fields(), func(f history.FieldInfo) HistoryField {
			return HistoryField{Code: string(f.Code), Name: f.Name, Unit: f.Unit, Required: f.Required}
		}),
	}
}

func recognisedOf(r history.Recognised, zone string) RecognisedFile {
	m := r.Mapping
	return RecognisedFile{
		Format: r.Format, Name: r.Name, Confidence: r.Confidence, Delimiter: r.Delimiter, Encoding: r.Encoding, Compressed: r.Compressed,
		Header: orEmpty(r.Header), HeaderLine: r.HeaderLine, Sample: each(r.Sample, orEmpty[string]), Mapping: columnsOf(m), Missing: fieldsOf(r.Missing),
		TimeZone: zone, IntervalMin: m.IntervalMin, DateOrder: string(m.DateOrder), Decimal: decimalName[m.Decimal], DurationUnit: string(m.Unit),
	}
}

func columnsOf(m history.Mapping) map[string]string {
	columns := make(map[string]string, len(m.Columns))
	for column, field := range m.Columns {
		columns[column] = string(field)
	}
	return columns
}

func fieldsOf(fields []history.Field) []string {
	return each(fields, func(f history.Field) string { return string(f) })
}

type (
	uploadInput struct {
		FileBody
		FileName string `header:"X-File-Name" maxLength:"2000" doc:"What its owner calls the file, in UTF-8 with percent encoding."`
	}
	uploadOutput struct {
		Location string `header:"Location" doc:"Where the upload is."`
		Body     Upload
	}
)

func uploadOperation(method, path, id, summary string) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"History"},
		Description: "A file of history is sent once, looked at, imported on trial as often as need be, and then in earnest; after that it is no longer kept. " +
			"CSV in any usual form, plain or gzip, and XLSX, smaller than 2 GiB.",
	}
}

func (s *Server) registerUploads(api huma.API) {
	send := uploadOperation(http.MethodPost, "/uploads", "send-upload", "Send a file of history")
	send.DefaultStatus = http.StatusCreated
	send.RequestBody = fileContent("application/octet-stream", "text/csv", "application/gzip", xlsxType, "multipart/form-data")
	secured(s, api, send, auth.ManageDemand, s.sendUpload)
	secured(s, api, uploadOperation(http.MethodGet, "/uploads/{id}", "get-upload", "Look at an upload again"), auth.ManageDemand, s.getUpload)
	try := uploadOperation(http.MethodPut, "/uploads/{id}/mapping", "try-mapping", "See how the first rows read with a mapping; nothing is kept")
	secured(s, api, try, auth.ManageDemand, s.tryMapping)
}

func (s *Server) sendUpload(ctx context.Context, scope auth.Scope, in *uploadInput) (*uploadOutput, error) {
	file, name, err := in.open(maxUpload)
	if err != nil {
		return nil, err
	}
	recognition, err := s.Imports.Upload(ctx, scope, decodedName(name), file)
	if err != nil {
		return nil, err
	}
	return s.shown(ctx, scope, recognition)
}

// decodedName undoes the percent encoding, without which a header can hold no
// name beyond Latin letters. A name that only looks encoded stays as it is.
func decodedName(name string) string {
	if plain, err := url.PathUnescape(name); err == nil {
		return plain
	}
	return name
}

func (s *Server) getUpload(ctx context.Context, scope auth.Scope, in *IDInput) (*uploadOutput, error) {
	recognition, err := s.Imports.Recognise(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return s.shown(ctx, scope, recognition)
}

// shown adds the zone that an import would take.
func (s *Server) shown(ctx context.Context, scope auth.Scope, r forecast.Recognition) (*uploadOutput, error) {
	order, err := s.Imports.Complete(ctx, scope, forecast.ImportOrder{Mapping: r.Recognised.Mapping}, r.Recognised)
	if err != nil {
		return nil, err
	}
	at := fmt.Sprintf("%s/uploads/%d", basePath, r.Upload.ID)
	return &uploadOutput{Location: at, Body: uploadOf(r, zoneName(order.Mapping))}, nil
}
