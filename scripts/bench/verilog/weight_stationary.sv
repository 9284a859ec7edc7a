// The peer of WeightStationaryArray in hw/systolic.
module mac_cell (
    input  logic               clk,
    input  logic               shift_weight,
    input  logic signed [7:0]  weight_in,
    input  logic signed [7:0]  act_in,
    input  logic signed [31:0] psum_in,
    output logic signed [7:0]  weight_out,
    output logic signed [7:0]  act_out,
    output logic signed [31:0] psum_out
);
  logic signed [7:0] weight;
  assign weight_out = weight;
  always_ff @(posedge clk) begin
    if (shift_weight) weight <= weight_in;
    act_out  <= act_in;
    psum_out <= psum_in + act_in * weight;
  end
endmodule

module systolic_array #(
    parameter int N = 16
) (
    input  logic               clk,
    input  logic               shift_weight,
    input  logic [8*N-1:0]     weight_in,
    input  logic [8*N-1:0]     act_in,
    output logic [32*N-1:0]    psum_out
);
  logic signed [7:0]  weight[N+1][N];
  logic signed [7:0]  act   [N][N+1];
  logic signed [31:0] psum  [N+1][N];
  genvar r, c;
  generate
    for (r = 0; r < N; r++) begin : edges
      assign weight[0][r] = weight_in[8*r+:8];
      assign act[r][0] = act_in[8*r+:8];
      assign psum[0][r] = 32'sd0;
      assign psum_out[32*r+:32] = psum[N][r];
    end
    for (r = 0; r < N; r++) begin : row
      for (c = 0; c < N; c++) begin : column
        mac_cell cell_ (
            .clk,
            .shift_weight,
            .weight_in(weight[r][c]),
            .act_in(act[r][c]),
            .psum_in(psum[r][c]),
            .weight_out(weight[r+1][c]),
            .act_out(act[r][c+1]),
            .psum_out(psum[r+1][c])
        );
      end
    end
  endgenerate
endmodule
