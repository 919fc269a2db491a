// Package layers lays a planner's adjustments over a forecast.
//
// A [Layer] changes one measure (contacts, or seconds of handle time a contact)
// over a range of time. Layers lie on top of each other in the order in which
// they were made; each sees what those below it left:
//
//   - Multiply takes what lies below times the value. Two that overlap multiply:
//     x 1.2 and x 1.1 give x 1.32, in either order.
//   - Add brings the value more contacts in the whole range, fewer where it is
//     negative, shared by the shape of what lies below. It takes no more than is
//     there. On handle time it adds the value to every contact's seconds.
//   - Set makes the range's total the value, shared by the shape of what lies
//     below; of handle time, the mean over the range's contacts. A set forgets
//     the total of the layers below it in its range, though not their shape; a
//     multiply above a set changes the set total.
//
// Ranges need not begin with an interval: of one that is covered in part, the
// covered part is changed and the rest stays, as if contacts came evenly within
// the interval.
//
// Where there is no shape to share by, since the layers below left nothing, the
// forecast's own serves; where that is nothing too, as on a Saturday on which
// the queue opens for the first time, the total is spread evenly over the open
// intervals. A closed interval without contacts never takes any: a layer whose
// range is closed throughout changes nothing, and the result says so. An
// adjustment does not open a queue; its hours do, and what came into a closed
// queue would be staffed by nobody.
//
// Contacts come first, then handle time, whose mean is taken over the adjusted
// contacts. No figure becomes negative. Without layers the curves are the
// forecast's to the last bit.
//
// Start reading at [Apply].
package layers
