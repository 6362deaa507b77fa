-- Whether a car is in a shop, and what was declined on it before, is asked at every step of a visit.
create index work_orders_by_car on workorders.work_orders (vin);
