// The peer of FifoChain in hw/lib.
module lfsr #(
    parameter logic [31:0] SEED = 1
) (
    input  logic        clk,
    output logic [31:0] value
);
  initial value = SEED;
  always_ff @(posedge clk) value <= (value >> 1) ^ (value[0] ? 32'h80200003 : 32'h0);
endmodule

module register_fifo #(
    parameter int W = 16
) (
    input  logic         clk,
    input  logic         in_valid,
    output logic         in_ready,
    input  logic [W-1:0] in_payload,
    output logic         out_valid,
    input  logic         out_ready,
    output logic [W-1:0] out_payload
);
  // Two words.
  logic [W-1:0] slot[2];
  logic [1:0] count = 0;
  logic head = 0, tail = 0;
  wire enters = in_valid && in_ready;
  wire leaves = out_valid && out_ready;
  assign in_ready = count < 2;
  assign out_valid = count > 0;
  assign out_payload = slot[head];
  always_ff @(posedge clk) begin
    if (enters) begin
      slot[tail] <= in_payload;
      tail <= ~tail;
    end
    if (leaves) head <= ~head;
    if (enters && !leaves) count <= count + 1;
    if (leaves && !enters) count <= count - 1;
  end
endmodule

module fifo_chain #(
    parameter int N = 1000,
    parameter int PASSES = 3,
    parameter int W = 16
) (
    input  logic         clk,
    input  logic         in_valid,
    output logic         in_ready,
    input  logic [W-1:0] in_payload,
    output logic         out_valid,
    input  logic         out_ready,
    output logic [W-1:0] out_payload
);
  logic         valid  [N+1];
  logic         ready  [N+1];
  logic [W-1:0] payload[N+1];
  assign valid[0] = in_valid;
  assign in_ready = ready[0];
  assign payload[0] = in_payload;
  assign out_valid = valid[N];
  assign ready[N] = out_ready;
  assign out_payload = payload[N];
  genvar i;
  generate
    for (i = 0; i < N; i++) begin : stage
      logic [31:0] random;
      logic fifo_ready;
      lfsr #(.SEED(32'd1 + 32'(i) * 32'h9e3779b9)) lfsr_ (.clk, .value(random));
      wire passes = {30'd0, random[1:0]} < PASSES;
      assign ready[i] = fifo_ready && passes;
      register_fifo #(.W(W)) fifo (
          .clk,
          .in_valid(valid[i] && passes),
          .in_ready(fifo_ready),
          .in_payload(payload[i]),
          .out_valid(valid[i+1]),
          .out_ready(ready[i+1]),
          .out_payload(payload[i+1])
      );
    end
  endgenerate
endmodule
