package forecast

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
)

// failureNote says in a code why a queue cannot be forecast, for readers of any
// language; the error says it in English, and in more detail.
func failureNote(err error) model.Note {
	var driver *model.DriverError
	var horizon *model.HorizonError
	switch {
	case errors.As(err, &driver):
		args := map[string]string{"driver": driver.Code, "day": "", "found": driver.Found, "expected": driver.Expected}
		if !driver.Date.IsZero() {
			args["day"] = driver.Date.String()
		}
		return model.Note{Code: model.FailedDriver, Args: args}
	case errors.As(err, &horizon):
		return model.Note{Code: model.FailedHorizon}
	case errors.Is(err, model.ErrNoUsableDay):
		return model.Note{Code: model.FailedNoDay}
	}
	return model.Note{Code: model.FailedNoHistory}
}

// ignoredLater is a note on history that a run did not look at, because it lies on
// its days or after: of an order as if on an earlier day, or rows from the future.
// What came on the first of them alone is the day under way, and no news.
func (f *Forecasts) ignoredLater(ctx context.Context, scope auth.Scope, order RunOrder, loc *time.Location) ([]model.Note, error) {
	_, known, _ := order.window()
	rows, err := f.past.Observations(ctx, scope, order.QueueID, known.Start(loc), known.AddDays(longestPast).Start(loc))
	if err != nil || len(rows) == 0 || rows[len(rows)-1].Start.Before(known.AddDays(1).Start(loc)) {
		return nil, err
	}
	return []model.Note{{Code: model.NoteRowsIgnored, Args: map[string]string{"intervals": strconv.Itoa(len(rows)), "day": known.String()}}}, nil
}
